"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { toast } from "../ui/toast.tsx";

/** What an admin may do about a delivery as it stands. */
export function DeliveryActions({ delivery }: { delivery: Answers["delivery"]["show"] }) {
  const t = useTranslations("delivery.actions");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const onError = (error: Parameters<typeof errorText>[0]) =>
    toast.error({ title: t("failed"), description: errorText(error) });
  const retry = useMutation(
    trpc.delivery.retry.mutationOptions({
      onSuccess: () => toast.success({ title: t("retried") }),
      onError,
    }),
  );
  const cancel = useMutation(
    trpc.delivery.cancel.mutationOptions({
      onSuccess: () => toast.success({ title: t("cancelled") }),
      onError,
    }),
  );
  const { id, status, nextAttemptAt, waitsFor } = delivery;
  if (!useIsAdmin()) return null;
  const ended = status === "failed" || status === "unknown" || status === "cancelled";
  const mayRetry = ended || (status === "queued" && nextAttemptAt !== null && waitsFor === null);
  return (
    <>
      {mayRetry ? (
        <Button disabled={retry.isPending} focusableWhenDisabled onClick={() => retry.mutate({ id })}>
          {t("retry")}
        </Button>
      ) : null}
      {status === "queued" || status === "held" ? (
        <ConfirmButton
          title={t("cancelTitle")}
          description={t("cancelDescription")}
          confirm={t("cancelConfirm")}
          pending={cancel.isPending}
          onConfirm={() => cancel.mutateAsync({ id })}
        >
          {t("cancel")}
        </ConfirmButton>
      ) : null}
    </>
  );
}

/** Tries everything anew that failed. */
export function RetryFailed() {
  const t = useTranslations("delivery.actions");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const retry = useMutation(
    trpc.delivery.retryFailed.mutationOptions({
      onSuccess: ({ count }) => toast.success({ title: t("retriedAll", { count }) }),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <Button disabled={retry.isPending} focusableWhenDisabled onClick={() => retry.mutate({})}>
      {t("retryAll")}
    </Button>
  );
}
