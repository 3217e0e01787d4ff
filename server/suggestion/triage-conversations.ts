import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { type TriageState, triage } from "../conversation/schema.ts";
import { applyTriage, changedFields } from "../conversation/triage/apply-triage.ts";
import { lockTriageStates, writeTriageStates } from "../conversation/triage/store.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { isMember } from "../user/store.ts";
import { conversationsWithPending } from "./store.ts";

/**
 * Assigns, snoozes, resolves, opens again, marks and prioritises up to 100 conversations at once, and answers how those
 * that changed lay before, for an undo. It stands here because a conversation that is opened again waits for review when
 * a suggestion of it does. Throws DomainError("not_found") when none of them, or the assignee, is in this workspace.
 */
export async function triageConversations({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof triage>;
}): Promise<{ before: TriageState[] }> {
  const { ids, change } = triage.parse(input);
  const { workspaceId } = ctx;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    if (change.assigneeId && !(await isMember(tx, workspaceId, change.assigneeId)))
      throw notFound("colleague");
    const found = await lockTriageStates(tx, workspaceId, ids);
    if (found.length === 0) throw notFound("conversation");
    const pending = new Set(await conversationsWithPending(tx, workspaceId, ids));
    const moves = found
      .map(({ attention, ...before }) => {
        const after = applyTriage(before, change, { hasPending: pending.has(before.id), attention });
        return { before, after, fields: changedFields(before, after) };
      })
      .filter(({ fields }) => fields.length > 0);
    await writeTriageStates(
      tx,
      workspaceId,
      moves.map(({ after }) => after),
    );
    for (const { before, after, fields } of moves) {
      const pick = (state: TriageState) => Object.fromEntries(fields.map((name) => [name, state[name]]));
      // Who read what first is nobody's business; who closed, gave away or put off is.
      if (fields.some((name) => name !== "unread"))
        await recordAudit(tx, {
          ctx,
          action: "conversation.triage",
          subjectKind: "conversation",
          subjectId: before.id,
          before: pick(before),
          after: pick(after),
        });
      await recordChange(tx, workspaceId, "conversation", before.id);
    }
    return { before: moves.map(({ before }) => before) };
  });
}
