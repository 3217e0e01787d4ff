import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { deleteSecrets } from "../secret/delete-secrets.ts";
import { checkAddresses } from "./check-addresses.ts";
import { checkFallback } from "./check-fallback.ts";
import { keepSecret } from "./keep-secret.ts";
import type { ChannelKind } from "./kinds/kind.ts";
import { kindOf } from "./kinds/kinds.ts";
import { sameOrigins, signingSecretOf, tokenOf } from "./rules.ts";
import { type ChannelChanges, type ChannelView, channelChanges } from "./schema.ts";
import { changeChannel, channelFor } from "./store.ts";
import { viewChannels } from "./view-channels.ts";

/**
 * Changes a channel. A secret belongs to the origin it was made for: another origin without a new secret clears it, and
 * the channel sends nothing until one is set.
 */
export async function updateChannel({
  ctx,
  input: { id, ...input },
}: {
  ctx: Context;
  input: { id: string } & ChannelChanges;
}): Promise<ChannelView> {
  const changes = channelChanges.parse(input);
  const known = await channelFor(ctx.platform.database.prisma, ctx.workspaceId, id);
  if (!known) throw notFound("channel");
  const kind = kindOf(known.kind);
  const { name } = changes;
  const config = changes.config && (kind.config.parse(changes.config) as Record<string, unknown>);
  const secret = changes.secret === undefined ? undefined : readSecret(kind, changes.secret);
  if (config) await checkAddresses(ctx.platform.outbound, kind.addresses(config));
  const { sending, wording } = changes;
  await checkFallback(ctx, sending, id);
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await channelFor(tx, ctx.workspaceId, id);
    if (!before) throw notFound("channel");
    const moved = config && !sameOrigins(kind.addresses(before.config), kind.addresses(config));
    if (secret !== undefined) await keepSecret(tx, { ctx, channel: before, secret });
    else if (moved)
      for (const owner of [signingSecretOf(id), tokenOf(id)]) await deleteSecrets(tx, { ctx, owner });
    const channel = await changeChannel(tx, ctx.workspaceId, id, {
      ...(name !== undefined && { name }),
      ...(config && { config }),
      ...(sending && { sending }),
      ...(wording && { wording }),
      now: ctx.now(),
    });
    await recordAudit(tx, {
      ctx,
      action: "channel.update",
      subjectKind: "channel",
      subjectId: id,
      before: { name: before.name, config: before.config, sending: before.sending, wording: before.wording },
      after: {
        name: channel.name,
        config: channel.config,
        sending: channel.sending,
        wording: channel.wording,
        ...(secret !== undefined && { secret: "changed" }),
        ...(moved && secret === undefined && { secret: "cleared" }),
      },
    });
    await recordChange(tx, ctx.workspaceId, "setting", id);
    return (await viewChannels(tx, ctx, [channel]))[0]!;
  });
}

function readSecret(kind: ChannelKind, secret: unknown): unknown {
  if (!kind.secret) throw new DomainError("invalid_input", "This kind of channel has no secret.");
  return kind.secret.parse(secret);
}
