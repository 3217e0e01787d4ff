import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { checkReferences } from "./check-references.ts";
import { type Playbook, type PlaybookChanges, playbookChanges } from "./schema.ts";
import { changePlaybook, findPlaybook } from "./store.ts";

export async function updatePlaybook({
  ctx,
  input: { id, ...input },
}: {
  ctx: Context;
  input: { id: string } & PlaybookChanges;
}): Promise<Playbook> {
  const changes = playbookChanges.parse(input);
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const found = await findPlaybook(tx, ctx.workspaceId, id);
    if (!found) throw notFound("playbook");
    const { endpointId = null, channelId = null } = changes;
    // A tool that was deleted meanwhile does not stand in the way of another change.
    const touchesTools = changes.toolIds !== undefined || changes.toolInputs !== undefined;
    const { toolIds, toolInputs } = touchesTools ? { ...found, ...changes } : { toolIds: [], toolInputs: {} };
    await checkReferences(tx, ctx.workspaceId, { endpointId, channelId, toolIds, toolInputs });
    const playbook = await changePlaybook(tx, ctx.workspaceId, id, changes, {
      author: ctx.actor,
      now: ctx.now(),
    });
    const { createdAt: _, updatedAt: __, ...before } = found;
    await recordAudit(tx, {
      ctx,
      action: "playbook.update",
      subjectKind: "playbook",
      subjectId: id,
      before,
      after: changes,
    });
    return playbook;
  });
}
