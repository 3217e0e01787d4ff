"use client";

import { useState } from "react";
import type { Actor } from "../../server/context.ts";
import type { Shown } from "./shown.ts";

type Message = Shown["messages"][number];

/** What came in behind the newest message one has seen. One's own notes hold nobody up, unless something stands before them. */
export function unseenAfter(
  messages: readonly Message[],
  seenId: string | null,
  viewerId: string,
): { seenId: string | null; unseen: Message[] } {
  let seen = seenId;
  const later = messages.filter((message) => seenId === null || message.id > seenId);
  while (later[0]) {
    const author = later[0].author as Actor;
    if (author.kind !== "user" || author.id !== viewerId) break;
    seen = later.shift()!.id;
  }
  return { seenId: seen, unseen: later };
}

/**
 * What of a conversation its agent has seen: all there was when they began, and what they said they have read since. A
 * newer suggestion knows of everything before it; where nothing had been edited, it begins anew.
 */
export function useSeen(
  shown: Shown,
  suggestionId: string,
  { kept, viewerId }: { kept: boolean; viewerId: string },
) {
  const newest = shown.messages.at(-1)?.id ?? null;
  const [state, setState] = useState({ seenId: newest, suggestionId });
  let current = state;
  if (state.suggestionId !== suggestionId) {
    current = { seenId: kept ? state.seenId : newest, suggestionId };
    setState(current);
  }
  return {
    ...unseenAfter(shown.messages, current.seenId, viewerId),
    newest,
    acknowledge: () => setState({ seenId: newest, suggestionId }),
  };
}
