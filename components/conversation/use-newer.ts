"use client";

import { useState } from "react";
import type { Shown } from "./shown.ts";

/** What happened to the same thing since the suggestion was begun, and how much of it the agent said they have read. */
export function useNewer(shown: Shown, suggestionId: string) {
  const newest = shown.newerEvents[0]?.id ?? null;
  const [read, setRead] = useState<{ suggestionId: string; eventId: string | null } | null>(null);
  const readId = read?.suggestionId === suggestionId ? read.eventId : null;
  return {
    events: shown.newerEvents.filter(({ id }) => readId === null || id > readId),
    seenId: readId,
    newest,
    acknowledge: () => setRead({ suggestionId, eventId: newest }),
  };
}
