import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { readKeptPayload } from "../incoming-event/read-kept-payload.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { takeFetchedEvent } from "../incoming-event/take-fetched-event.ts";
import { openSecrets } from "../secret/open-secrets.ts";
import { fetchingFrom } from "./kinds/kinds.ts";
import { signingSecretOf } from "./rules.ts";
import { channelsOfKind, setCursor } from "./store.ts";
import { tokenCache } from "./tokens/token-cache.ts";

const mostPages = 50;

/**
 * Fetches what an event only announces (WeCom's customer service tells that somebody wrote, not what), and takes each
 * message as an event of its own. The place where it stopped is kept once the messages are; what is fetched twice is known.
 * @returns whether the event was such an announcement, which is then done
 * @throws Error when the provider does not answer as it should: the step tries again
 */
export async function fetchAnnounced({
  ctx,
  input: { eventId },
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<boolean> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const { endpoint } = await findEvent(ctx, eventId);
  for (const { name, fetching } of fetchingFrom(endpoint.source)) {
    const payload = await readKeptPayload({ ctx, input: { id: eventId } });
    const announced = payload && fetching.announced(payload.body);
    const channels = announced ? await channelsOfKind(prisma, workspaceId, name) : [];
    const channel = channels.find(({ config }) => fetching.serves(config, announced!.account));
    if (!announced || !channel) continue;
    const secrets = await openSecrets(prisma, { ctx, owner: signingSecretOf(channel.id) });
    if (secrets.length === 0) continue;
    let { cursor } = channel;
    for (let page = 1, more = true; more && page <= mostPages; page++) {
      const fetched = await fetching.collect({
        config: channel.config,
        secrets: secrets.map(({ value }) => value),
        at: ctx.now(),
        outbound: ctx.platform.outbound,
        tokens: tokenCache(ctx, channel.id),
        pass: announced.pass,
        cursor,
      });
      for (const body of fetched.messages)
        await takeFetchedEvent({ ctx, input: { endpointKey: endpoint.key, from: fetching.path, body } });
      ({ cursor, more } = fetched);
      await setCursor(prisma, workspaceId, channel.id, cursor);
    }
    const reason = "It announced messages; they were fetched, and are events of their own.";
    await setEventStatus(prisma, { ctx, eventId, status: "done", reason });
    return true;
  }
  return false;
}
