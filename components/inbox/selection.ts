"use client";

import { useSyncExternalStore } from "react";

const nobody: ReadonlySet<string> = new Set();
let selected = nobody;
/** Where a range begins: the row that was marked last. */
let anchor: string | undefined;
const listeners = new Set<() => void>();

function become(next: ReadonlySet<string>): void {
  selected = next.size === 0 ? nobody : next;
  for (const listener of listeners) listener();
}

/** The conversations marked in the list, for whoever acts on them: the bar under the list, the keys, the palette. */
export const selection = {
  get: () => selected,
  clear() {
    anchor = undefined;
    become(nobody);
  },
  toggle(id: string) {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    anchor = id;
    become(next);
  },
  /** From the row marked last to this one, in the order of the list. */
  range(order: readonly string[], id: string) {
    const [from, to] = [order.indexOf(anchor ?? id), order.indexOf(id)].sort((a, b) => a - b);
    become(new Set([...selected, ...order.slice(Math.max(from!, 0), to! + 1), id]));
    anchor = id;
  },
  all(order: readonly string[]) {
    become(new Set(order));
  },
  /** What has left the list is marked no longer. */
  keep(order: readonly string[]) {
    const kept = order.filter((id) => selected.has(id));
    if (kept.length !== selected.size) become(new Set(kept));
  },
};

export function useSelection(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    selection.get,
    () => nobody,
  );
}
