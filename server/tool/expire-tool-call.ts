import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { decideToolCall, findToolCall } from "./calls/store.ts";

/** Closes a call that waited longer than it may; says whether it did. */
export async function expireToolCall({
  ctx,
  input,
}: {
  ctx: Pick<Context, "workspaceId" | "platform" | "now">;
  input: { id: string };
}): Promise<boolean> {
  const { workspaceId } = ctx;
  const now = ctx.now();
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const call = await findToolCall(tx, workspaceId, input.id);
    if (!call?.expiresAt || call.expiresAt > now || call.decision !== null) return false;
    const expired = await decideToolCall(tx, workspaceId, call.id, {
      decision: "expired",
      status: "rejected",
      error: "Nobody decided in time.",
      decidedBy: { kind: "system" },
      decidedAt: now,
    });
    if (expired && call.conversationId)
      await recordChange(tx, workspaceId, "conversation", call.conversationId);
    return expired;
  });
}
