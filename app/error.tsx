"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "../components/ui/states.tsx";

/** What an exception leaves: no detail of it, only its number in the log. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("errors");
  return (
    <main className="flex min-h-dvh items-center">
      <ErrorState
        error={{
          message: error.digest ? t("unexpectedWithDigest", { digest: error.digest }) : t("unexpected"),
        }}
        onRetry={reset}
      />
    </main>
  );
}
