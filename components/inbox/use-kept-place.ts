"use client";

import { useLayoutEffect, useRef } from "react";
import { focusedConversation, focusRow } from "./move-focus.ts";

const closingMs = [50, 200, 400];

/** The first row below the one that left which is still listed, else the last above it. */
function successor(before: readonly string[], after: readonly string[], left: string): string | undefined {
  const still = (id: string) => after.includes(id);
  const index = before.indexOf(left);
  return (
    before.slice(index + 1).find(still) ?? before.slice(0, Math.max(index, 0)).findLast(still) ?? after[0]
  );
}

/**
 * Keeps the keyboard in the list when the row it was on leaves: the row that took its place has it then. Answers what has
 * to hear of every focus inside the list.
 */
export function useKeptPlace(ids: readonly string[]): { onFocus: () => void; onBlur: () => void } {
  const place = useRef<string>(undefined);
  const listed = useRef<readonly string[]>([]);
  const key = ids.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids themselves are new at every rendering
  useLayoutEffect(() => {
    const before = listed.current;
    listed.current = ids;
    const held = place.current;
    if (!held || ids.includes(held)) return;
    const next = successor(before, ids, held);
    const take = () => document.activeElement === document.body && next && focusRow(next);
    take();
    // A dialog that asked what to do may still be closing: it gives the keyboard back to the row that is gone.
    const timers = closingMs.map((wait) => setTimeout(take, wait));
    return () => timers.forEach(clearTimeout);
  }, [key]);
  return {
    onFocus() {
      place.current = focusedConversation() ?? place.current;
    },
    onBlur() {
      // A removed row leaves the keyboard to nobody, a question about it to a dialog; anywhere else it was meant to go.
      requestAnimationFrame(() => {
        const { activeElement } = document;
        if (activeElement === document.body || activeElement?.closest("[role='dialog']")) return;
        if (!focusedConversation()) place.current = undefined;
      });
    },
  };
}
