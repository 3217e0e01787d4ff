import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { newSigningSecret } from "../platform/new-signing-secret.ts";
import { checkAddresses } from "./check-addresses.ts";
import { checkFallback } from "./check-fallback.ts";
import { keepSecret } from "./keep-secret.ts";
import { kindOf } from "./kinds/kinds.ts";
import { type ChannelView, type NewChannel, newChannel } from "./schema.ts";
import { insertChannel } from "./store.ts";
import { viewChannels } from "./view-channels.ts";

/**
 * Makes a channel. A kind that makes its own secret answers it, this once, when none was given.
 * Throws DomainError("host_not_allowed") for an address replies may not reach.
 */
export async function createChannel({
  ctx,
  input,
}: {
  ctx: Context;
  input: NewChannel;
}): Promise<ChannelView & { secret?: string }> {
  const { kind: name, ...fields } = newChannel.parse(input);
  const kind = kindOf(name);
  await checkAddresses(ctx.platform.outbound, kind.addresses(fields.config));
  await checkFallback(ctx, fields.sending);
  const given = (fields as { secret?: unknown }).secret;
  const generated = given === undefined && kind.makesSecret ? newSigningSecret() : undefined;
  const secret = given ?? generated;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const channel = await insertChannel(tx, {
      workspaceId: ctx.workspaceId,
      name: fields.name,
      kind: name,
      config: fields.config,
      sending: fields.sending ?? {},
      wording: fields.wording ?? {},
      now: ctx.now(),
    });
    if (secret !== undefined) await keepSecret(tx, { ctx, channel, secret });
    await recordAudit(tx, {
      ctx,
      action: "channel.create",
      subjectKind: "channel",
      subjectId: channel.id,
      after: {
        name: channel.name,
        kind: name,
        config: channel.config,
        sending: channel.sending,
        wording: channel.wording,
      },
    });
    await recordChange(tx, ctx.workspaceId, "setting", channel.id);
    const [view] = await viewChannels(tx, ctx, [channel]);
    return { ...view!, ...(generated !== undefined && { secret: generated }) };
  });
}
