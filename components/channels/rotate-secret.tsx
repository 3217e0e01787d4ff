"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { toast } from "../ui/toast.tsx";

/** Another signing secret, made here and shown once; for a day both sign. */
export function RotateSecret({
  id,
  name,
  onSecret,
}: {
  id: string;
  name: string;
  onSecret: (secret: string) => void;
}) {
  const t = useTranslations("channel.rotate");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const rotate = useMutation(
    trpc.channel.rotateSecret.mutationOptions({
      onSuccess: ({ secret }) => {
        if (secret) onSecret(secret);
      },
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <ConfirmButton
      title={t("title", { name })}
      description={t("description")}
      confirm={t("confirm")}
      aria-label={t("button", { name })}
      pending={rotate.isPending}
      onConfirm={() => rotate.mutateAsync({ id })}
    >
      {t("short")}
    </ConfirmButton>
  );
}
