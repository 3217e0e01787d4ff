import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { changeConversation } from "../conversation/store.ts";
import { notFound } from "../errors.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { saveVerdict } from "../knowledge/asked/store.ts";
import { recordChange } from "../platform/changes.ts";
import { alreadyDecided } from "./rules.ts";
import { rejection } from "./schema.ts";
import { decidePending, findSuggestion } from "./store.ts";

/** Rejects a pending suggestion: nothing is sent. Throws DomainError("already_decided") when it is not pending any more. */
export async function rejectSuggestion({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof rejection>;
}): Promise<void> {
  const { id, reason } = rejection.parse(input);
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const suggestion = await findSuggestion(tx, workspaceId, id);
    if (!suggestion) throw notFound("suggestion");
    const decided = await decidePending(tx, workspaceId, id, {
      status: "rejected",
      ...(reason && { rejectReason: reason }),
      decidedBy: ctx.actor,
      decidedAt: ctx.now(),
    });
    if (!decided) throw alreadyDecided(suggestion.status);
    if (ctx.actor.kind === "user" && !suggestion.checks.abstained)
      await saveVerdict(tx, { workspaceId, runId: suggestion.runId }, "rejected");
    await changeConversation(tx, workspaceId, suggestion.conversationId, {
      status: "open",
      attention: null,
      unread: false,
    });
    await setEventStatus(tx, {
      ctx,
      eventId: suggestion.eventId,
      status: "done",
      reason: "Its suggestion was rejected.",
    });
    await recordAudit(tx, {
      ctx,
      action: "suggestion.reject",
      subjectKind: "suggestion",
      subjectId: id,
      before: { status: "pending" },
      after: { status: "rejected", reason: reason ?? null },
    });
    await recordChange(tx, workspaceId, "suggestion", id);
    await recordChange(tx, workspaceId, "conversation", suggestion.conversationId);
  });
}
