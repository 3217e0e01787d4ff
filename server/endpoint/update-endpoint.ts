import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { deleteSecrets } from "../secret/delete-secrets.ts";
import { describeSecrets } from "../secret/describe-secrets.ts";
import { putSecret } from "../secret/put-secret.ts";
import { forgetReceivingEndpoint } from "./receiving/receiving-endpoint.ts";
import { refuseNeeded } from "./redaction/refuse-needed.ts";
import { describeEndpoint, mergeVerification, verificationSecretOf, verificationSlot } from "./rules.ts";
import { type Endpoint, updateEndpointInput } from "./schema.ts";
import { changeEndpoint, readEndpoint } from "./store.ts";
import { secretText, verificationInput } from "./verification/schema.ts";

const hourMs = 3_600_000;

/**
 * Changes an endpoint; what is left out stays. A new secret keeps the old one valid for `old_secret_valid_hours`; another
 * scheme forgets the old scheme's secrets. Throws ZodError, DomainError("not_found").
 */
export async function updateEndpoint({
  ctx,
  input: { id, ...changes },
}: {
  ctx: Context;
  input: { id: string } & z.input<typeof updateEndpointInput>;
}): Promise<Endpoint> {
  const change = updateEndpointInput.parse(changes);
  const now = ctx.now();
  const endpoint = await ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await readEndpoint(tx, ctx.workspaceId, id);
    if (!before) throw notFound("endpoint");
    const { secret, ...verification } = verificationInput.parse(
      mergeVerification(before.verification, change.verification ?? {}),
    );
    const source = change.source ?? before.source;
    const mapping = change.mapping === undefined ? before.mapping : change.mapping;
    const guards = change.guards ?? before.guards;
    refuseNeeded(guards, { source, mapping });
    const after = await changeEndpoint(tx, ctx.workspaceId, id, {
      name: change.name ?? before.name,
      source,
      enabled: change.enabled ?? before.enabled,
      verification,
      mapping,
      guards,
      updatedAt: now,
    });

    const owner = verificationSecretOf(id);
    if (verification.scheme !== before.verification.scheme) await deleteSecrets(tx, { ctx, owner });
    if (secret !== undefined) {
      const hours = change.old_secret_valid_hours;
      await putSecret(tx, {
        ctx,
        owner,
        ...secretText(secret),
        ...(hours > 0 ? { oldValidUntil: new Date(now.getTime() + hours * hourMs) } : {}),
      });
    }
    const audited = ({ name, source, enabled, verification, mapping, guards }: typeof before) => ({
      name,
      source,
      enabled,
      verification,
      mapping,
      guards,
    });
    await recordAudit(tx, {
      ctx,
      action: secret === undefined ? "endpoint.update" : "endpoint.rotate_secret",
      subjectKind: "endpoint",
      subjectId: id,
      before: audited(before),
      after: audited(after),
    });
    await recordChange(tx, ctx.workspaceId, "setting", id);
    const owners = { kind: "endpoint" as const, ids: [id], slot: verificationSlot };
    const secrets = (await describeSecrets(tx, { ctx, owners })).get(id) ?? [];
    return describeEndpoint(after, secrets, ctx.platform.settings.publicUrl);
  });
  forgetReceivingEndpoint(endpoint.key);
  return endpoint;
}
