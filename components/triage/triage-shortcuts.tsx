"use client";

import { useRouter } from "next/navigation";
import { focusedConversation } from "../inbox/move-focus.ts";
import { selection } from "../inbox/selection.ts";
import { useNextConversation } from "../inbox/use-next-conversation.ts";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { usePalette } from "../palette/palette-context.tsx";
import type { PalettePage } from "../palette/request.ts";
import { triageTargets } from "./targets.ts";
import { undoLast, useTriage } from "./use-triage.ts";

/** The keys that put conversations where they belong: the marked ones, the one the keyboard is on, or the open one. */
export function TriageShortcuts({ open }: { open: string | undefined }) {
  const triage = useTriage();
  const openPalette = usePalette();
  const router = useRouter();
  const next = useNextConversation(open ?? "");
  const ask = (page: PalettePage) => {
    const targets = triageTargets();
    if (targets.length === 0) return false;
    openPalette({ page, targets });
  };
  useShortcuts({
    e: () => {
      const targets = triageTargets();
      return targets.length > 0 && void triage(targets, { resolved: true });
    },
    E: () => {
      const elsewhere = (focusedConversation() ?? open) !== open;
      if (!open || elsewhere || selection.get().size > 0) return false;
      const target = next();
      void triage([open], { resolved: true }).then(() => router.push(target));
    },
    i: () => ask("assign"),
    h: () => ask("snooze"),
    p: () => ask("priority"),
    u: () => {
      const targets = triageTargets();
      return targets.length > 0 && void triage(targets, { unread: true });
    },
    z: () => undoLast(),
  });
  return null;
}
