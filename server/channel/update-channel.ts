import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { deleteSecrets } from "../secret/delete-secrets.ts";
import { putSecret } from "../secret/put-secret.ts";
import { sameOrigin, signingSecretOf } from "./rules.ts";
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
  const { name, config, secret } = channelChanges.parse(input);
  if (config) await ctx.platform.outbound.checkUrl(config.url);
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const before = await channelFor(tx, ctx.workspaceId, id);
    if (!before) throw notFound("channel");
    if (before.kind !== "webhook" && (config || secret))
      throw new DomainError("invalid_input", "The catcher has no settings and no secret.");
    const moved = before.kind === "webhook" && config && !sameOrigin(before.config.url, config.url);
    if (secret) await putSecret(tx, { ctx, owner: signingSecretOf(id), value: secret });
    else if (moved) await deleteSecrets(tx, { ctx, owner: signingSecretOf(id) });
    const channel = await changeChannel(tx, ctx.workspaceId, id, {
      ...(name !== undefined && { name }),
      ...(config && { config }),
      now: ctx.now(),
    });
    await recordAudit(tx, {
      ctx,
      action: "channel.update",
      subjectKind: "channel",
      subjectId: id,
      before: { name: before.name, config: before.config },
      after: {
        name: channel.name,
        config: channel.config,
        ...(secret && { secret: "changed" }),
        ...(moved && !secret && { secret: "cleared" }),
      },
    });
    return (await viewChannels(tx, ctx, [channel]))[0]!;
  });
}
