"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";

/** Has a page fetched anew. */
export function RefreshLink({ id }: { id: string }) {
  const t = useTranslations("addLink");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const refresh = useMutation(
    trpc.knowledge.refresh.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.knowledge.pathFilter()),
      onError: (error) => toast.error({ title: t("notRefreshed"), description: errorText(error) }),
    }),
  );
  return (
    <Button disabled={refresh.isPending} focusableWhenDisabled onClick={() => refresh.mutate({ id })}>
      <RefreshCw aria-hidden /> {t("refresh")}
    </Button>
  );
}
