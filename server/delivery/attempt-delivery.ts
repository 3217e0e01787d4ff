import { signingSecretOf } from "../channel/rules.ts";
import { channelFor } from "../channel/store.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import type { OutboundResponse } from "../platform/outbound.ts";
import { openSecrets } from "../secret/open-secrets.ts";
import { type AttemptResult, type NextStep, nextStep, parseRetryAfter } from "./rules.ts";
import type { DeliveryStatus } from "./schema.ts";
import { signPayload } from "./sign-payload.ts";
import { changeDelivery, deliveryBody, findDelivery, finishAttempt, startAttempt } from "./store.ts";

const timeoutMs = 15_000;
const keptResponseBytes = 4096;

type Met = {
  result: AttemptResult;
  httpStatus: number | null;
  response: string | null;
  error: string | null;
};

/**
 * Makes one attempt at a delivery and writes it down as one row. A delivery without a channel, or with the catcher, is
 * caught: shown, not sent. The delivery's id is the idempotency key of every attempt.
 * @returns what follows; a delivery that is already through answers "sent" without another request
 */
export async function attemptDelivery({
  ctx,
  input,
}: {
  ctx: Context;
  input: { deliveryId: string; number: number };
}): Promise<NextStep> {
  const { deliveryId, number } = input;
  const { prisma } = ctx.platform.database;
  const delivery = await findDelivery(prisma, ctx.workspaceId, deliveryId);
  if (!delivery) throw notFound("delivery");
  if (delivery.status === "sent" || delivery.status === "caught") return { outcome: "sent" };

  const channel = delivery.channelId ? await channelFor(prisma, ctx.workspaceId, delivery.channelId) : null;
  const startedAt = ctx.now();
  await prisma.$transaction(async (tx) => {
    await startAttempt(tx, { workspaceId: ctx.workspaceId, deliveryId, number, startedAt });
    await setStatus(tx, ctx, deliveryId, "sending", null);
  });
  const caught = delivery.channelId === null || channel?.kind === "catcher";
  const met: Met = caught
    ? { result: { kind: "answered", status: 200 }, httpStatus: null, response: null, error: null }
    : channel
      ? await post(ctx, { deliveryId, url: channel.config.url, channelId: channel.id })
      : {
          result: { kind: "forbidden" },
          httpStatus: null,
          response: null,
          error: "The channel was deleted.",
        };

  const next = nextStep(number, met.result, Math.random());
  const status: DeliveryStatus =
    next.outcome === "sent" ? (caught ? "caught" : "sent") : next.outcome === "retry" ? "queued" : "failed";
  const nextAttemptAt = next.outcome === "retry" ? new Date(ctx.now().getTime() + next.delayMs) : null;
  await prisma.$transaction(async (tx) => {
    await finishAttempt(tx, {
      workspaceId: ctx.workspaceId,
      deliveryId,
      number,
      outcome: next.outcome === "sent" ? "sent" : "failed",
      durationMs: ctx.now().getTime() - startedAt.getTime(),
      httpStatus: met.httpStatus,
      response: met.response,
      error: met.error,
    });
    await setStatus(tx, ctx, deliveryId, status, nextAttemptAt);
  });
  return next;
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

async function post(ctx: Context, to: { deliveryId: string; url: string; channelId: string }): Promise<Met> {
  const { prisma } = ctx.platform.database;
  const body = await deliveryBody(prisma, ctx.workspaceId, to.deliveryId);
  const secrets = await openSecrets(prisma, { ctx, owner: signingSecretOf(to.channelId) });
  if (secrets.length === 0)
    return {
      result: { kind: "forbidden" },
      httpStatus: null,
      response: null,
      error: "The channel has no signing secret; set one.",
    };
  let answer: OutboundResponse;
  try {
    answer = await ctx.platform.outbound.fetch({
      url: to.url,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Firstline",
        "idempotency-key": to.deliveryId,
        ...signPayload({
          id: to.deliveryId,
          timestamp: ctx.now(),
          body,
          secrets: secrets.map((secret) => secret.value),
        }),
      },
      body,
      timeoutMs,
      maxResponseBytes: keptResponseBytes,
    });
  } catch (error) {
    const forbidden = error instanceof DomainError && error.code === "host_not_allowed";
    const message = error instanceof Error ? error.message : String(error);
    return {
      result: { kind: forbidden ? "forbidden" : "unreachable" },
      httpStatus: null,
      response: null,
      error: message,
    };
  }
  const retryAfterSeconds = parseRetryAfter(answer.headers["retry-after"], ctx.now());
  const ok = answer.status >= 200 && answer.status < 300;
  return {
    result: {
      kind: "answered",
      status: answer.status,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    },
    httpStatus: answer.status,
    // A NUL cannot be stored in text.
    response: answer.body.replaceAll("\u0000", "\ufffd"),
    error: ok ? null : `The receiver answered ${answer.status}.`,
  };
}
