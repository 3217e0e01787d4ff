import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { checkReferences } from "./check-references.ts";
import { type NewPlaybook, newPlaybook, type Playbook } from "./schema.ts";
import { insertPlaybook } from "./store.ts";

export async function createPlaybook({
  ctx,
  input,
}: {
  ctx: Context;
  input: NewPlaybook;
}): Promise<Playbook> {
  const fields = newPlaybook.parse(input);
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    await checkReferences(tx, ctx.workspaceId, fields);
    const playbook = await insertPlaybook(tx, ctx.workspaceId, fields, {
      author: ctx.actor,
      now: ctx.now(),
    });
    await recordAudit(tx, {
      ctx,
      action: "playbook.create",
      subjectKind: "playbook",
      subjectId: playbook.id,
      after: fields,
    });
    return playbook;
  });
}
