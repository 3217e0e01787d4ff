"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";

/** Marks every failed run as seen, so that the next one stands out. */
export function SettleAll({ count }: { count: number }) {
  const t = useTranslations("run");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const settle = useMutation(
    trpc.run.settle.mutationOptions({
      onSuccess: async ({ settled }) => {
        toast.success({ title: t("settledAll", { count: settled }) });
        await client.invalidateQueries(trpc.run.pathFilter());
      },
      onError: (error) => toast.error({ title: t("settleFailed"), description: errorText(error) }),
    }),
  );
  return (
    <Button
      variant="ghost"
      size="sm"
      className="md:ml-auto"
      disabled={settle.isPending}
      focusableWhenDisabled
      onClick={() => settle.mutate({})}
    >
      <CheckCheck aria-hidden /> {t("settleAll", { count })}
    </Button>
  );
}
