import type { Context } from "../../context.ts";
import { type ChangeRow, latestChange, readChanges } from "../../platform/changes.ts";
import { decodeDraft, draftChannel, type LiveDraft } from "../../suggestion/model/live-draft.ts";

const pageSize = 200;
/** A commit that an older open transaction holds back becomes readable without a wake-up of its own: look again soon. */
const soonMs = 500;
const soonFor = 3000;
/** A wake-up can be missed while its connection is being restored. */
const idleMs = 5000;

/** Resolves at the next wake-up, after `ms`, or when the signal is aborted. */
function nextLook(
  wakes: { pending: boolean; wake: () => void },
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    if (wakes.pending || signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      wakes.wake = () => {};
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    wakes.wake = done;
  });
}

/** What passes by while a model writes; no row remembers it. */
export type Passing = { draft: Omit<LiveDraft, "workspaceId"> };

/**
 * The workspace's changes after `after` (now, when undefined), in order and without a gap, until the signal is aborted.
 * Yields null at least every five seconds, for whoever has something else to look after. Drafts that are being written
 * come in between, of each conversation its newest state.
 */
export async function* followChanges(request: {
  ctx: Pick<Context, "platform" | "workspaceId">;
  after: bigint | undefined;
  signal: AbortSignal;
}): AsyncGenerator<ChangeRow | Passing | null> {
  const { ctx, signal } = request;
  const { database } = ctx.platform;
  const wakes = { pending: false, wake: () => {} };
  const unlisten = database.listen("firstline_change", () => {
    wakes.pending = true;
    wakes.wake();
  });
  const drafts = new Map<string, Passing>();
  const unlistenDrafts = database.listen(draftChannel, (payload) => {
    const found = decodeDraft(payload);
    if (found?.workspaceId !== ctx.workspaceId) return;
    const { workspaceId: _, ...draft } = found;
    drafts.set(draft.conversationId, { draft });
    wakes.wake();
  });
  try {
    let after = request.after ?? (await latestChange(database.prisma, ctx.workspaceId));
    let lastWake = 0;
    let lastRead = 0;
    while (!signal.aborted) {
      if (wakes.pending) lastWake = Date.now();
      const passing = [...drafts.values()];
      drafts.clear();
      yield* passing;
      // A draft that is being written is no reason to read the rows five times a second.
      const mayWait = passing.length > 0 && !wakes.pending && Date.now() - lastRead < soonMs;
      if (mayWait) {
        if (drafts.size === 0) await nextLook(wakes, soonMs, signal);
        continue;
      }
      lastRead = Date.now();
      wakes.pending = false;
      const rows = await readChanges(database.prisma, ctx.workspaceId, after, pageSize);
      for (const row of rows) {
        after = row.seq;
        yield row;
      }
      yield null;
      if (rows.length < pageSize && drafts.size === 0)
        await nextLook(wakes, Date.now() - lastWake < soonFor ? soonMs : idleMs, signal);
    }
  } finally {
    unlisten();
    unlistenDrafts();
  }
}
