import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "../components/ui/button-variants.ts";
import { EmptyState } from "../components/ui/states.tsx";

export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <main className="flex min-h-dvh items-center">
      <EmptyState
        title={<h1>{t("notFound")}</h1>}
        action={
          <Link href="/inbox" className={buttonVariants({ className: "mt-3" })}>
            {t("toInbox")}
          </Link>
        }
      >
        {t("notFoundDescription")}
      </EmptyState>
    </main>
  );
}
