import type { Context } from "../../context.ts";
import { type ChangeRow, latestChange, readChanges } from "../../platform/changes.ts";

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

/**
 * The workspace's changes after `after` (now, when undefined), in order and without a gap, until the signal is aborted.
 * Yields null at least every five seconds, for whoever has something else to look after.
 */
export async function* followChanges(request: {
  ctx: Pick<Context, "platform" | "workspaceId">;
  after: bigint | undefined;
  signal: AbortSignal;
}): AsyncGenerator<ChangeRow | null> {
  const { ctx, signal } = request;
  const { database } = ctx.platform;
  const wakes = { pending: false, wake: () => {} };
  const unlisten = database.listen("firstline_change", () => {
    wakes.pending = true;
    wakes.wake();
  });
  try {
    let after = request.after ?? (await latestChange(database.prisma, ctx.workspaceId));
    let lastWake = 0;
    while (!signal.aborted) {
      if (wakes.pending) lastWake = Date.now();
      wakes.pending = false;
      const rows = await readChanges(database.prisma, ctx.workspaceId, after, pageSize);
      for (const row of rows) {
        after = row.seq;
        yield row;
      }
      yield null;
      if (rows.length < pageSize)
        await nextLook(wakes, Date.now() - lastWake < soonFor ? soonMs : idleMs, signal);
    }
  } finally {
    unlisten();
  }
}
