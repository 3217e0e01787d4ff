"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { TriageChange, TriageState } from "../../server/conversation/schema.ts";
import { selection } from "../inbox/selection.ts";
import { type CallError, useErrorText } from "../live/error-text.ts";
import { useTRPCClient } from "../trpc.ts";
import { toast } from "../ui/toast.tsx";

/** As many as the server takes at once. */
const chunkSize = 100;
/** What was done last, and can be undone with a key as long as nothing else was done. */
let lastUndo: (() => void) | undefined;
export const undoLast = (): boolean => {
  lastUndo?.();
  return lastUndo !== undefined;
};

type Done =
  | "assigned"
  | "unassigned"
  | "priority"
  | "read"
  | "unread"
  | "resolved"
  | "reopened"
  | "snoozed"
  | "woken";

function nameOf(change: TriageChange): Done {
  if (change.resolved !== undefined) return change.resolved ? "resolved" : "reopened";
  if (change.snoozedUntil !== undefined) return change.snoozedUntil ? "snoozed" : "woken";
  if (change.assigneeId !== undefined) return change.assigneeId ? "assigned" : "unassigned";
  if (change.unread !== undefined) return change.unread ? "unread" : "read";
  return "priority";
}

const chunks = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, index) =>
    items.slice(index * chunkSize, (index + 1) * chunkSize),
  );

/**
 * Does something to conversations, one or many, says so, and offers to undo it. Many go in portions, with their progress; a
 * portion that fails leaves those before it done, and they can still be undone.
 */
export function useTriage(): (ids: readonly string[], change: TriageChange) => Promise<void> {
  const t = useTranslations("triage");
  const api = useTRPCClient();
  const errorText = useErrorText();

  return useCallback(
    async (ids, change) => {
      if (ids.length === 0) return;
      const before: TriageState[] = [];
      const many = ids.length > chunkSize;
      const say = (done: number) => t("progress", { done, total: ids.length });
      const progress = many ? toast.progress({ title: say(0) }) : undefined;
      try {
        let done = 0;
        for (const portion of chunks(ids)) {
          before.push(...(await api.conversation.triage.mutate({ ids: portion, change })).before);
          done += portion.length;
          progress?.update({ title: say(done) });
        }
        selection.clear();
      } catch (error) {
        toast.error({ title: t("failed"), description: errorText(error as CallError) });
      } finally {
        progress?.close();
      }
      if (before.length === 0) return;
      const undo = async () => {
        lastUndo = undefined;
        try {
          let restored = 0;
          for (const states of chunks(before))
            restored += (await api.conversation.restore.mutate({ states })).restored;
          toast.success({ title: t("undone", { count: restored }) });
        } catch (error) {
          toast.error({ title: t("undoFailed"), description: errorText(error as CallError) });
        }
      };
      lastUndo = () => void undo();
      toast.success({
        title: t(`done.${nameOf(change)}`, { count: before.length }),
        action: { label: t("undo"), run: () => void undo() },
      });
    },
    [api, errorText, t],
  );
}
