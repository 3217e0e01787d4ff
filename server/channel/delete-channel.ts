import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { deleteSecrets } from "../secret/delete-secrets.ts";
import { signingSecretOf, tokenOf } from "./rules.ts";
import { changeChannel, channelFor } from "./store.ts";

/** Deliveries on their way to a deleted channel end as failed; those that were sent keep naming it. */
export async function deleteChannel({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await channelFor(tx, ctx.workspaceId, input.id);
    if (!before) throw notFound("channel");
    await changeChannel(tx, ctx.workspaceId, input.id, { deletedAt: ctx.now(), now: ctx.now() });
    for (const owner of [signingSecretOf(input.id), tokenOf(input.id)])
      await deleteSecrets(tx, { ctx, owner });
    await recordAudit(tx, {
      ctx,
      action: "channel.delete",
      subjectKind: "channel",
      subjectId: input.id,
      before: { name: before.name, kind: before.kind, config: before.config },
    });
    await recordChange(tx, ctx.workspaceId, "setting", input.id);
  });
}
