"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import { useReason } from "./use-reason.ts";
import { useRefreshRequests } from "./use-refresh-requests.ts";

/** Judges one refused request again, by the settings of now. */
export function VerifyAgain({ id, toEvent }: { id: string; toEvent?: boolean }) {
  const t = useTranslations("endpoint.again");
  const trpc = useTRPC();
  const router = useRouter();
  const errorText = useErrorText();
  const reason = useReason();
  const refresh = useRefreshRequests();
  const again = useMutation(
    trpc.request.verifyAgain.mutationOptions({
      onSuccess: async (outcome) => {
        await refresh();
        if (outcome.status === "rejected")
          return toast.error({ title: t("still"), description: reason(outcome.reason) });
        toast.success({ title: t(outcome.status) });
        const [event] = outcome.eventIds;
        if (toEvent && event) router.push(`/events/${event}`);
      },
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <Button onClick={() => again.mutate({ id })} disabled={again.isPending} focusableWhenDisabled>
      <RotateCcw aria-hidden /> {t("one")}
    </Button>
  );
}
