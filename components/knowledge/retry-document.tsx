"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";

/** Has a document's file read once more, for example when the embedding model is back. */
export function RetryDocument({ id, title }: { id: string; title: string }) {
  const t = useTranslations("knowledge.retry");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const retry = useMutation(
    trpc.knowledge.retry.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.knowledge.pathFilter()),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <Button
      size="icon"
      variant="ghost"
      aria-label={t("button", { title })}
      disabled={retry.isPending}
      focusableWhenDisabled
      onClick={() => retry.mutate({ id })}
    >
      <RotateCw aria-hidden />
    </Button>
  );
}
