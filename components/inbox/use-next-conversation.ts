"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "../trpc.ts";
import { useInboxFilters } from "./filters.ts";

/**
 * Where "and next" goes, by the list as it stands now: the row below, else the one above, else the bare inbox. Asked
 * before the decision, since the decided row may leave the list.
 */
export function useNextConversation(id: string): () => string {
  const client = useQueryClient();
  const trpc = useTRPC();
  const { input } = useInboxFilters();
  return useCallback(() => {
    const list = client.getQueryData(trpc.conversation.list.infiniteQueryKey(input));
    const ids = list?.pages.flatMap((page) => page.data.map((row) => row.id)) ?? [];
    const at = ids.indexOf(id);
    const next = at < 0 ? ids[0] : (ids[at + 1] ?? ids[at - 1]);
    return `/inbox${next ? `/${next}` : ""}${window.location.search}`;
  }, [client, trpc, input, id]);
}
