import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { openSecrets } from "../secret/open-secrets.ts";
import { findReports } from "./find-reports.ts";
import type { Reply, SendResult } from "./kinds/kind.ts";
import { kindOf } from "./kinds/kinds.ts";
import { type Exchange, watchOutbound } from "./kinds/watch-outbound.ts";
import { signingSecretOf } from "./rules.ts";
import { channelFor } from "./store.ts";
import { tokenCache } from "./tokens/token-cache.ts";

/**
 * Sends one reply by a channel, once: whether to try again is the caller's to decide.
 * @returns what it met, and the last request with its answer where one was made over HTTP, secrets masked
 * @throws DomainError("not_found") when the channel was deleted
 */
export async function sendReply({
  ctx,
  input: { channelId, reply },
}: {
  ctx: Context;
  input: { channelId: string; reply: Reply };
}): Promise<SendResult & { exchange?: Exchange }> {
  const { prisma } = ctx.platform.database;
  const channel = await channelFor(prisma, ctx.workspaceId, channelId);
  if (!channel) throw notFound("channel");
  const kind = kindOf(channel.kind);
  const opened = await openSecrets(prisma, { ctx, owner: signingSecretOf(channelId) });
  if (kind.secret && opened.length === 0 && kind.needsSecret(channel.config))
    return { outcome: "refused", error: "The channel has no secret; set one.", code: "no_secret" };
  const isText = kind.secret !== undefined && kind.shownAs === undefined;
  const { outbound, last } = watchOutbound(ctx.platform.outbound, channel.kind === "webhook");
  const { answers } = kind;
  const reports = answers?.asksForReceipts?.(channel.config) && (await findReports(ctx, answers.source));
  try {
    const result = await kind.send({
      config: channel.config,
      secrets: opened.map(({ value }) => (isText ? value : JSON.parse(value))),
      reply,
      at: ctx.now(),
      ...(reports && reports.kind === "by" && { reportsTo: `${reports.url}?delivery=${reply.id}` }),
      outbound,
      tokens: tokenCache(ctx, channelId),
    });
    const exchange = last();
    return { ...result, ...(exchange && { exchange }) };
  } catch (error) {
    // Our own settings forbid it: trying again cannot help.
    if (error instanceof DomainError && error.status < 500)
      return { outcome: "refused", error: error.message };
    throw error;
  }
}
