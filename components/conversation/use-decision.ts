"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTick } from "../home/use-tick.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { toast } from "../ui/toast.tsx";

/**
 * Approve and reject. Whoever comes second gets a 409: what happened is said, and the conversation is read again, so
 * that it stands on the screen too.
 */
export function useDecision({
  conversationId,
  onDecided,
  onUnseen,
}: {
  conversationId: string;
  onDecided: () => void;
  /** Something was written, or happened, that the agent had not seen; it is on the screen by now. */
  onUnseen: () => void;
}) {
  const t = useTranslations("suggestion");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const tick = useTick();
  const refresh = () => client.invalidateQueries(trpc.conversation.show.queryFilter({ id: conversationId }));
  const onError = async (error: Parameters<typeof errorText>[0]) => {
    if (error.data?.reason === "unseen_message" || error.data?.reason === "newer_event") {
      await refresh();
      return onUnseen();
    }
    const late = error.data?.httpStatus === 409;
    toast.error({ title: t(late ? "tooLate" : "failed"), description: errorText(error) });
    if (late) await refresh();
  };
  const approve = useMutation(
    trpc.suggestion.approve.mutationOptions({
      onSuccess: async () => {
        onDecided();
        tick("approve");
        toast.success({ title: t("approved") });
        await refresh();
      },
      onError,
    }),
  );
  const reject = useMutation(
    trpc.suggestion.reject.mutationOptions({
      onSuccess: async () => {
        onDecided();
        toast.success({ title: t("rejected") });
        await refresh();
      },
      onError,
    }),
  );
  return { approve, reject, pending: approve.isPending || reject.isPending };
}
