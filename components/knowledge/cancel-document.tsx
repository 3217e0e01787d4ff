"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";

/** Stops the reading of a document; reading it again goes on where it was stopped. */
export function CancelDocument({ id, title }: { id: string; title: string }) {
  const t = useTranslations("knowledge.cancel");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const cancel = useMutation(
    trpc.knowledge.cancel.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.knowledge.pathFilter()),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <Button
      size="icon"
      variant="ghost"
      aria-label={t("button", { title })}
      disabled={cancel.isPending}
      focusableWhenDisabled
      onClick={() => cancel.mutate({ id })}
    >
      <CircleStop aria-hidden />
    </Button>
  );
}
