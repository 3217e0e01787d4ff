"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";

type Draft = { conversationId: string; runId: string; text: string | null };

const keyOf = (conversationId: string) => ["live-draft", conversationId];

/** Keeps what a model is writing for a conversation, for as long as it writes. */
export function useShowDraft(): (draft: Draft) => void {
  const client = useQueryClient();
  return ({ conversationId, text }) => void client.setQueryData(keyOf(conversationId), text);
}

/** The draft that is being written for a conversation, as far as it is; null when none is, or none was seen yet. */
export function useLiveDraft(conversationId: string): string | null {
  const { data } = useQuery<string | null>({
    queryKey: keyOf(conversationId),
    queryFn: () => null,
    enabled: false,
    gcTime: 0,
  });
  return data ?? null;
}
