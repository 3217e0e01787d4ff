import type { Context } from "../../context.ts";
import { isWatched } from "../../conversation/presence/store.ts";
import { draftChannel, encodeDraft } from "./live-draft.ts";

const everyMs = 200;
const lookEveryMs = 1000;

/**
 * Shows a draft to whoever has its conversation open, as it is written: at most five times a second, and only while somebody
 * looks. Nothing of it is stored; what cannot be shown is let go.
 * @returns what to tell each new state of the text, and the end
 */
export function showDraft({
  ctx,
  input: { conversationId, runId },
}: {
  ctx: Context;
  input: { conversationId: string; runId: string };
}): { write(text: string): void; end(): Promise<void> } {
  const { database, logger } = ctx.platform;
  let next: string | undefined;
  let working: Promise<void> | undefined;
  let shownAt = 0;
  let looked: { at: number; watched: Promise<boolean> } | undefined;
  let hasShown = false;

  function look(): Promise<boolean> {
    if (!looked || Date.now() - looked.at >= lookEveryMs)
      looked = { at: Date.now(), watched: isWatched(database.prisma, ctx.workspaceId, conversationId) };
    return looked.watched;
  }
  async function show(text: string | null): Promise<void> {
    const draft = { workspaceId: ctx.workspaceId, conversationId, runId, text };
    await database.say(draftChannel, encodeDraft(draft));
  }
  async function work(): Promise<void> {
    while (next !== undefined) {
      const text = next;
      next = undefined;
      shownAt = Date.now();
      if (!(await look())) continue;
      hasShown = true;
      await show(text);
    }
  }
  // Known by the time a model says something; whoever asks then hears what went wrong.
  look().catch(() => {});
  return {
    write(text) {
      next = text;
      if (working || Date.now() - shownAt < everyMs) return;
      working = work()
        .catch((err) => logger.debug({ err, runId }, "draft.not_shown"))
        .finally(() => {
          working = undefined;
        });
    },
    async end() {
      next = undefined;
      await working;
      if (hasShown) await show(null).catch((err) => logger.debug({ err, runId }, "draft.not_shown"));
    },
  };
}
