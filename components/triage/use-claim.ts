"use client";

import { useMutation } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import type { ConversationRow } from "../../server/conversation/schema.ts";
import { useTRPC } from "../trpc.ts";

/** Who begins to edit a reply takes the conversation, unless it is somebody's; asked once. */
export function useClaim(conversation: ConversationRow): () => void {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.conversation.claim.mutationOptions());
  const asked = useRef(false);
  const { id, assignee } = conversation;
  return useCallback(() => {
    if (asked.current || assignee) return;
    asked.current = true;
    mutate({ id });
  }, [assignee, id, mutate]);
}
