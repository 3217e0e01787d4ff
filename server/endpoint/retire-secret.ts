import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { deleteSecret } from "../secret/delete-secret.ts";
import { describeSecrets } from "../secret/describe-secrets.ts";
import { forgetReceivingEndpoint } from "./receiving/receiving-endpoint.ts";
import { verificationSecretOf, verificationSlot } from "./rules.ts";
import { readEndpoint } from "./store.ts";

/**
 * Ends the old secret of a rotation before its hours are over. The one in force for good stays: it is replaced, not retired.
 * Throws DomainError("not_found"), DomainError("conflict").
 */
export async function retireSecret({
  ctx,
  input: { id, secretId },
}: {
  ctx: Context;
  input: { id: string; secretId: string };
}): Promise<void> {
  const key = await ctx.platform.database.prisma.$transaction(async (tx) => {
    const endpoint = await readEndpoint(tx, ctx.workspaceId, id);
    if (!endpoint) throw notFound("endpoint");
    const owners = { kind: "endpoint" as const, ids: [id], slot: verificationSlot };
    const secrets = (await describeSecrets(tx, { ctx, owners })).get(id) ?? [];
    const secret = secrets.find((each) => each.id === secretId);
    if (!secret) throw notFound("secret");
    if (secret.expiresAt === null)
      throw new DomainError("conflict", "This is the secret in force: set a new one instead.");
    await deleteSecret(tx, { ctx, owner: verificationSecretOf(id), id: secretId });
    await recordAudit(tx, {
      ctx,
      action: "endpoint.retire_secret",
      subjectKind: "endpoint",
      subjectId: id,
      before: { last4: secret.last4 },
    });
    await recordChange(tx, ctx.workspaceId, "setting", id);
    return endpoint.key;
  });
  forgetReceivingEndpoint(key);
}
