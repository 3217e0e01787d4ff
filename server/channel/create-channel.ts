import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { newSigningSecret } from "../platform/new-signing-secret.ts";
import { putSecret } from "../secret/put-secret.ts";
import { signingSecretOf } from "./rules.ts";
import { type ChannelView, type NewChannel, newChannel } from "./schema.ts";
import { insertChannel } from "./store.ts";

/**
 * Makes a channel. A webhook channel without a secret gets one made, which is answered this once.
 * Throws DomainError("host_not_allowed") for an address deliveries may not reach.
 */
export async function createChannel({
  ctx,
  input,
}: {
  ctx: Context;
  input: NewChannel;
}): Promise<ChannelView & { secret?: string }> {
  const fields = newChannel.parse(input);
  if (fields.kind === "webhook") await ctx.platform.outbound.checkUrl(fields.config.url);
  const generated = fields.kind === "webhook" && !fields.secret ? newSigningSecret() : undefined;
  const secret = fields.kind === "webhook" ? (fields.secret ?? generated) : undefined;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const { name, kind, config } = fields;
    const channel = await insertChannel(tx, {
      workspaceId: ctx.workspaceId,
      name,
      kind,
      config,
      now: ctx.now(),
    });
    if (secret) await putSecret(tx, { ctx, owner: signingSecretOf(channel.id), value: secret });
    await recordAudit(tx, {
      ctx,
      action: "channel.create",
      subjectKind: "channel",
      subjectId: channel.id,
      after: { name, kind, config },
    });
    return {
      ...channel,
      secretLast4: secret ? secret.slice(-4) : null,
      ...(generated && { secret: generated }),
    };
  });
}
