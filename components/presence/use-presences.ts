"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Answers, useTRPC } from "../trpc.ts";

export type Present = Answers["conversation"]["presences"][number];

const lookMs = 15_000;

/**
 * Colleagues at a conversation just now. One reading serves all rows; it is read again when the changes say that somebody
 * came, left or began to write, and who fell silent is left out by the clock alone.
 */
export function usePresences(conversationId: string): Present[] {
  const trpc = useTRPC();
  const [now, setNow] = useState(() => Date.now());
  const { data } = useQuery(
    trpc.conversation.presences.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const here = data?.filter((present) => present.conversationId === conversationId) ?? [];
  const anybody = here.length > 0;
  useEffect(() => {
    if (!anybody) return;
    const timer = setInterval(() => setNow(Date.now()), lookMs);
    return () => clearInterval(timer);
  }, [anybody]);
  return here.filter((present) => present.expiresAt.getTime() > now);
}
