import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { isMember } from "../user/store.ts";
import { restoration } from "./schema.ts";
import { changedFields } from "./triage/apply-triage.ts";
import { lockTriageStates, writeTriageStates } from "./triage/store.ts";

/**
 * Undoes a triage: puts conversations back as they lay. One in which something has happened since stays as it is, and is
 * not counted; an assignee who has left stays away.
 */
export async function restoreConversations({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof restoration>;
}): Promise<{ restored: number }> {
  const { states } = restoration.parse(input);
  const { workspaceId } = ctx;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const wanted = new Map(states.map((state) => [state.id, state]));
    const found = await lockTriageStates(tx, workspaceId, [...wanted.keys()]);
    const members = new Map<string, boolean>();
    const moves = [];
    for (const { attention: _, ...before } of found) {
      const after = wanted.get(before.id)!;
      if (before.lastActivityAt.getTime() !== after.lastActivityAt.getTime()) continue;
      const { assigneeId } = after;
      if (assigneeId && !members.has(assigneeId))
        members.set(assigneeId, await isMember(tx, workspaceId, assigneeId));
      moves.push({
        before,
        after: { ...after, assigneeId: assigneeId && members.get(assigneeId) ? assigneeId : null },
      });
    }
    await writeTriageStates(
      tx,
      workspaceId,
      moves.map(({ after }) => after),
    );
    for (const { before, after } of moves) {
      if (changedFields(before, after).some((name) => name !== "unread"))
        await recordAudit(tx, {
          ctx,
          action: "conversation.triage_undone",
          subjectKind: "conversation",
          subjectId: before.id,
          before,
          after,
        });
      await recordChange(tx, workspaceId, "conversation", before.id);
    }
    return { restored: moves.length };
  });
}
