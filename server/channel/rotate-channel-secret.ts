import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { newSigningSecret } from "../platform/new-signing-secret.ts";
import { putSecret } from "../secret/put-secret.ts";
import { kindOf } from "./kinds/kinds.ts";
import { signingSecretOf } from "./rules.ts";
import { channelFor } from "./store.ts";

const oldValidHours = 24;

/**
 * Makes another signing secret for a channel and answers it, this once. For a day both sign, so that the receiver can
 * change over without a gap. A secret that a provider gave is replaced by updateChannel instead.
 * @throws DomainError `not_found`, `invalid_input` for a kind that does not make its own secret
 */
export async function rotateChannelSecret({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<{ secret: string; oldValidUntil: Date }> {
  const { workspaceId } = ctx;
  const secret = newSigningSecret();
  const oldValidUntil = new Date(ctx.now().getTime() + oldValidHours * 3_600_000);
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const channel = await channelFor(tx, workspaceId, input.id);
    if (!channel) throw notFound("channel");
    if (!kindOf(channel.kind).makesSecret)
      throw new DomainError("invalid_input", "Set the secret that the provider gave you.");
    await putSecret(tx, { ctx, owner: signingSecretOf(channel.id), value: secret, oldValidUntil });
    await recordAudit(tx, {
      ctx,
      action: "channel.rotate_secret",
      subjectKind: "channel",
      subjectId: channel.id,
      after: { name: channel.name, last4: secret.slice(-4) },
    });
    await recordChange(tx, workspaceId, "setting", channel.id);
  });
  return { secret, oldValidUntil };
}
