import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { revokeRow } from "./store.ts";

/** Ends a key at once; a second time changes nothing. Throws `not_found`. */
export async function revokeApiKey(request: { ctx: Context; input: { id: string } }): Promise<void> {
  const { ctx, input } = request;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const at = ctx.now();
    const key = await revokeRow(tx, ctx.workspaceId, input.id, at);
    if (!key) throw notFound("API key");
    if (key.revokedAt?.getTime() !== at.getTime()) return;
    await recordAudit(tx, {
      ctx,
      action: "api_key.revoked",
      subjectKind: "api_key",
      subjectId: key.id,
      before: { name: key.name, role: key.role, last4: key.last4 },
    });
    await recordChange(tx, ctx.workspaceId, "setting", key.id);
  });
}
