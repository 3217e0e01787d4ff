import type { SentTo } from "../channel/kinds/answers.ts";
import type { Reply, SendResult } from "../channel/kinds/kind.ts";
import { kindOf } from "../channel/kinds/kinds.ts";
import type { Exchange } from "../channel/kinds/watch-outbound.ts";
import { noteAttempt } from "../channel/note-attempt.ts";
import type { Channel } from "../channel/schema.ts";
import { sendReply } from "../channel/send-reply.ts";
import { channelFor, lockSending } from "../channel/store.ts";
import type { Context } from "../context.ts";
import { findConversation } from "../conversation/store.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import { meters } from "../platform/meters.ts";
import { noteRecipient, noteReference } from "./answers/store.ts";
import { fallBack, fallbackFor, passGate } from "./gate/pass-gate.ts";
import { isReported, isThrough } from "./receipts/rules.ts";
import { type NextStep, nextStep, perhapsArrived } from "./rules.ts";
import type { Delivery, DeliveryStatus } from "./schema.ts";
import {
  changeDelivery,
  deliveryBody,
  findDelivery,
  finishAttempt,
  lockDelivery,
  startAttempt,
} from "./store.ts";

/** Nobody but a person knows whether what was cut off had its effect. */
const cutOff: SendResult = {
  outcome: "unknown",
  error: "This attempt was cut off, and the provider cannot be asked whether it arrived.",
  code: "cut_off",
};

/**
 * Beside what follows an attempt: it is held, because the channel is paused or this attempt paused it; none was made,
 * because it has to wait or this run's time is over; or another channel takes it from here, by a run of its own.
 */
export type AttemptOutcome =
  | NextStep
  | { outcome: "held" | "superseded" | "rerouted" }
  | { outcome: "wait"; delayMs: number };

/**
 * Makes one attempt at a delivery and writes it down as one row. A delivery without a channel, or with the catcher, is
 * caught: shown, not sent. The delivery's id is the idempotency key of every attempt; where the provider knows none, an
 * attempt that a crash cut off is not made again.
 * @param input.number which attempt of this round it is, from 1: the schedule goes by it
 * @param input.round the round this run was started for; when the row is in a later one, nothing is done
 * @param input.before how many attempts earlier rounds made
 * @returns what follows; a delivery that is already through answers "sent" without another request
 */
export async function attemptDelivery({
  ctx,
  input,
}: {
  ctx: Context;
  input: { deliveryId: string; number: number; round?: number; before?: number };
}): Promise<AttemptOutcome> {
  const { deliveryId, round = 1, before = 0 } = input;
  const number = before + input.number;
  const { prisma } = ctx.platform.database;
  const delivery = await findDelivery(prisma, ctx.workspaceId, deliveryId);
  if (!delivery) throw notFound("delivery");

  const channel = delivery.channelId ? await channelFor(prisma, ctx.workspaceId, delivery.channelId) : null;
  const kind = channel && kindOf(channel.kind);
  const caught = delivery.channelId === null || kind?.caught === true;
  const open = delivery.attempts.find(
    (attempt) => attempt.number === number && attempt.outcome === "sending",
  );
  // The provider may have reported since that it failed: no reason for a step that is repeated to send it again.
  const wasSent = delivery.attempts.some(
    ({ number: made, outcome }) => made === number && outcome === "sent",
  );
  const startedAt = open?.startedAt ?? ctx.now();
  const refused = await prisma.$transaction(async (tx): Promise<AttemptOutcome | null> => {
    // The channel first, as whoever resumes it does: one of the two waits for the other.
    const limited = channel?.sending.rate_limit !== undefined;
    const lock = channel && (await lockSending(tx, ctx.workspaceId, { id: channel.id, limited }));
    const row = await lockDelivery(tx, ctx.workspaceId, deliveryId);
    if (!row || row.round !== round || row.status === "cancelled") return { outcome: "superseded" };
    if (isThrough(row.status) || wasSent) return { outcome: "sent" };
    const gate = channel && lock && !open && (await passGate(tx, ctx, { channel, delivery, lock }));
    if (gate && gate.kind === "fall_back") return { outcome: "rerouted" };
    if (gate && gate.kind === "wait")
      return { outcome: "wait", delayMs: Math.max(gate.until.getTime() - ctx.now().getTime(), 0) };
    const held = gate && gate.kind === "hold";
    await setStatus(tx, ctx, deliveryId, held ? "held" : "sending", null);
    if (held) return { outcome: "held" };
    await startAttempt(tx, { workspaceId: ctx.workspaceId, deliveryId, number, startedAt });
    // Before it goes: an answer may be here sooner than the provider's word on what it took.
    await noteRecipient(tx, ctx.workspaceId, deliveryId, channel && recipientOf(channel, delivery));
    return null;
  });
  if (refused) return refused;
  const result: SendResult & { exchange?: Exchange } = caught
    ? { outcome: "sent" }
    : !channel
      ? { outcome: "refused", error: "The channel was deleted.", code: "channel_deleted" }
      : open && !kind?.repeatable
        ? cutOff
        : await sendReply({ ctx, input: { channelId: channel.id, reply: await replyOf(ctx, delivery) } });

  const next = nextStep(input.number, result, Math.random());
  const durationMs = ctx.now().getTime() - startedAt.getTime();
  meters().deliveries.observe({ kind: channel?.kind ?? "none", outcome: next.outcome }, durationMs / 1000);
  const nextAttemptAt = next.outcome === "retry" ? new Date(ctx.now().getTime() + next.delayMs) : null;
  const reference =
    result.outcome === "sent" && result.response && kind?.answers?.referenceOf?.(result.response);
  const mayHaveArrived = open !== undefined || perhapsArrived(result);
  return prisma.$transaction(async (tx): Promise<AttemptOutcome> => {
    // The channel first, here too.
    const stopped =
      channel !== null && !caught && (await noteAttempt(tx, { ctx, channelId: channel.id, result }));
    const held = stopped && (next.outcome === "retry" || next.outcome === "give_up");
    if (reference) await noteReference(tx, ctx.workspaceId, deliveryId, reference);
    await finishAttempt(tx, {
      workspaceId: ctx.workspaceId,
      deliveryId,
      number,
      outcome: next.outcome === "sent" || next.outcome === "unknown" ? next.outcome : "failed",
      durationMs,
      httpStatus: ("httpStatus" in result && result.httpStatus) || null,
      response: "response" in result ? (result.response ?? null) : null,
      error: "error" in result ? result.error : null,
      errorCode: ("code" in result && result.code) || null,
      request: result.exchange?.request ?? null,
      answered: result.exchange?.answered ?? null,
      mayHaveArrived,
      channelId: delivery.channelId,
    });
    // A report may have been quicker than the provider's answer.
    const reported = (await lockDelivery(tx, ctx.workspaceId, deliveryId))?.status;
    if (reported && isReported(reported)) return { outcome: "sent" };
    if (reported === "failed") return { outcome: "give_up" };
    if (channel && (next.outcome === "give_up" || held)) {
      const made = delivery.attempts.filter((attempt) => attempt.number !== number);
      const attempts = [...made, { outcome: "failed", mayHaveArrived }];
      const { fallbackFrom } = delivery;
      const fallback = await fallbackFor(tx, ctx, channel, { fallbackFrom, attempts });
      if (fallback) {
        await fallBack(tx, ctx, { delivery, to: fallback.id });
        return { outcome: "rerouted" };
      }
    }
    if (held) {
      // What every reply would meet is no end of this one: it waits for the channel to be mended.
      await setStatus(tx, ctx, deliveryId, "held", null);
      return { outcome: "held" };
    }
    await setStatus(tx, ctx, deliveryId, caught ? "caught" : statusAfter[next.outcome], nextAttemptAt);
    return next;
  });
}

const statusAfter: Record<NextStep["outcome"], DeliveryStatus> = {
  sent: "sent",
  retry: "queued",
  give_up: "failed",
  unknown: "unknown",
};

/** To whom a channel sends it, as their answer will name them. */
function recipientOf(channel: Channel, { id, payload }: Delivery): (SentTo & { source: string }) | null {
  const { answers } = kindOf(channel.kind);
  const { external_id: externalId, email, phone } = payload.data.contact;
  const to = answers?.sentTo(channel.config, { id, contact: { externalId, email, phone } });
  return answers && to ? { source: answers.source, ...to } : null;
}

async function replyOf(ctx: Context, delivery: Delivery): Promise<Reply> {
  const { prisma } = ctx.platform.database;
  const conversation = await findConversation(prisma, ctx.workspaceId, delivery.conversationId);
  if (!conversation) throw notFound("conversation");
  const { contact, text } = delivery.payload.data;
  return {
    id: delivery.id,
    text,
    body: await deliveryBody(prisma, ctx.workspaceId, delivery.id),
    contact: {
      externalId: contact.external_id,
      name: contact.name,
      email: contact.email,
      phone: contact.phone,
    },
    conversation: { id: conversation.id, subject: conversation.subject },
  };
}

async function setStatus(
  tx: Transaction,
  ctx: Context,
  deliveryId: string,
  status: DeliveryStatus,
  nextAttemptAt: Date | null,
): Promise<void> {
  await changeDelivery(tx, ctx.workspaceId, deliveryId, { status, nextAttemptAt, now: ctx.now() });
  await recordChange(tx, ctx.workspaceId, "delivery", deliveryId);
}
