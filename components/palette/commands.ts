"use client";

import { useEffect, useRef } from "react";

/** What a screen offers to the palette while it is shown; the label is in the reader's language. */
export type Command = { id: string; label: string; keys?: string; run: () => void };

const offered = new Map<symbol, () => readonly Command[]>();

/** Everything the screens offer at this moment. */
export const offeredCommands = (): Command[] => [...offered.values()].flatMap((commands) => commands());

/** Offers commands to the palette as long as the component is on the screen. */
export function useCommands(commands: readonly Command[]): void {
  const current = useRef(commands);
  useEffect(() => {
    current.current = commands;
  });
  useEffect(() => {
    const key = Symbol("commands");
    offered.set(key, () => current.current);
    return () => {
      offered.delete(key);
    };
  }, []);
}
