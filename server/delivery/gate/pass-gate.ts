import type { Channel } from "../../channel/schema.ts";
import { channelFor, type lockSending, setFreeTurn } from "../../channel/store.ts";
import type { Context } from "../../context.ts";
import { recordChange } from "../../platform/changes.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Delivery } from "../schema.ts";
import { startRound } from "../start-round.ts";
import { type Gate, gateOf, mayFallBack } from "./rules.ts";
import { earlierUnderWay, keepWaiting, reroute, turnOf } from "./store.ts";

type Lock = NonNullable<Awaited<ReturnType<typeof lockSending>>>;

/** Where a channel's replies go that it cannot send itself; null where this one may not, or there is none. */
export async function fallbackFor(
  tx: Transaction,
  ctx: Context,
  channel: Channel,
  delivery: Parameters<typeof mayFallBack>[0],
): Promise<{ id: string; pausedAt: Date | null } | null> {
  const id = channel.sending.fallback_channel_id;
  return id !== undefined && mayFallBack(delivery) ? channelFor(tx, ctx.workspaceId, id) : null;
}

/** Hands a delivery to its channel's fallback, with the whole schedule before it. */
export async function fallBack(
  tx: Transaction,
  ctx: Context,
  { delivery, to }: { delivery: Delivery; to: string },
): Promise<void> {
  await reroute(tx, ctx.workspaceId, delivery.id, { from: delivery.channelId!, to });
  await startRound(tx, ctx, delivery.id);
}

/**
 * Judges whether a delivery may leave now, and writes down what that takes: its wait and its turn, or the other channel. The
 * caller holds the locks of channel and delivery, the channel's first.
 */
export async function passGate(
  tx: Transaction,
  ctx: Context,
  { channel, delivery, lock }: { channel: Channel; delivery: Delivery; lock: Lock },
): Promise<Gate> {
  const { workspaceId } = ctx;
  const { id, conversationId, createdAt } = delivery;
  const now = ctx.now();
  const gate = gateOf({
    now,
    channel: lock,
    fallback: lock.pausedAt ? await fallbackFor(tx, ctx, channel, delivery) : null,
    delivery: { createdAt, turnAt: lock.sending.rate_limit ? await turnOf(tx, workspaceId, id) : null },
    earlier: await earlierUnderWay(tx, workspaceId, { id, conversationId, channelId: channel.id }),
  });
  if ("freeAt" in gate && gate.freeAt)
    await setFreeTurn(tx, workspaceId, { id: channel.id, freeAt: gate.freeAt });
  if (gate.kind === "wait") {
    const turnAt = gate.reason === "rate_limit" ? gate.until : null;
    await keepWaiting(tx, workspaceId, id, { reason: gate.reason, until: gate.until, turnAt, now });
    await recordChange(tx, workspaceId, "delivery", id);
  }
  if (gate.kind === "fall_back") await fallBack(tx, ctx, { delivery, to: gate.channelId });
  return gate;
}
