import { makeContext } from "../context.ts";
import type { Platform } from "../platform/platform.ts";
import { overdueToolCalls } from "./calls/store.ts";
import { expireToolCall } from "./expire-tool-call.ts";

/** Closes what nobody decided about in time, of every workspace; up to a hundred at once. */
export async function expireToolCalls(platform: Platform, at: Date): Promise<void> {
  for (const { id, workspaceId } of await overdueToolCalls(platform.database.prisma, at)) {
    const ctx = { ...makeContext(platform, workspaceId, { kind: "system" }), now: () => at };
    await expireToolCall({ ctx, input: { id } });
  }
}
