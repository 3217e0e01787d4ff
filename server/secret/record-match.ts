import type { Context } from "../context.ts";
import { once } from "../platform/registry.ts";
import { writeMatch } from "./store.ts";

const everyMs = 60_000;
const lastRecorded = once("secret-matches", () => new Map<string, number>());

/**
 * Notes that a secret verified a request, at most once a minute a process: so that the old one of a rotation can be seen
 * to have fallen silent.
 */
export async function recordMatch(
  ctx: Pick<Context, "workspaceId" | "platform">,
  id: string,
  at: Date,
): Promise<void> {
  if (at.getTime() - (lastRecorded.get(id) ?? 0) < everyMs) return;
  if (lastRecorded.size >= 10_000) lastRecorded.clear();
  lastRecorded.set(id, at.getTime());
  await writeMatch(ctx.platform.database.prisma, ctx.workspaceId, id, at);
}
