import { z } from "zod";
import { sendErrorCodes } from "../../../channel/kinds/kind.ts";
import { cancelDelivery } from "../../../delivery/cancel-delivery.ts";
import { waitReasons } from "../../../delivery/gate/rules.ts";
import { getDelivery } from "../../../delivery/get-delivery.ts";
import { listDeliveries } from "../../../delivery/list-deliveries.ts";
import { retryDelivery } from "../../../delivery/retry-delivery.ts";
import { type Delivery, deliveryStatus } from "../../../delivery/schema.ts";
import { isoTime, isoTimeOrNull, listOf, pageOf, pageQuery, time, toList, uuid } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

const envelope = z.object({ url: z.string().optional(), headers: z.record(z.string(), z.string()) });

export const delivery = z.object({
  id: uuid,
  suggestion_id: uuid,
  conversation_id: uuid,
  /** Null is the catcher: caught, not sent. */
  channel_id: uuid.nullable(),
  status: deliveryStatus,
  /** What is posted. */
  payload: z.looseObject({ type: z.string() }),
  created_at: time,
  updated_at: time,
  next_attempt_at: time.nullable(),
  /** What it waits for until then; null where it is tried again after a failure. */
  waits_for: z.enum(waitReasons).nullable(),
  /** The channel it was meant for, where its fallback took it over. */
  fallback_from: uuid.nullable(),
  /** When the provider last reported what became of it, and why it failed or is late. */
  receipt_at: time.nullable(),
  receipt_text: z.string().nullable(),
  attempts: z.array(
    z.object({
      number: z.int(),
      outcome: z.enum(["sending", "sent", "failed", "unknown"]),
      started_at: time,
      duration_ms: z.number().nullable(),
      http_status: z.int().nullable(),
      response: z.string().nullable(),
      error: z.string().nullable(),
      error_code: z.enum(sendErrorCodes).nullable(),
      /** What was sent and answered beside the bodies; what signs or opens something is masked. */
      request: envelope.nullable(),
      answered: envelope.nullable(),
      channel_id: uuid.nullable(),
    }),
  ),
});

export const describeDelivery = (row: Delivery): z.input<typeof delivery> => ({
  id: row.id,
  suggestion_id: row.suggestionId,
  conversation_id: row.conversationId,
  channel_id: row.channelId,
  status: row.status,
  payload: row.payload,
  created_at: isoTime(row.createdAt),
  updated_at: isoTime(row.updatedAt),
  next_attempt_at: isoTimeOrNull(row.nextAttemptAt),
  waits_for: row.waitsFor,
  fallback_from: row.fallbackFrom,
  receipt_at: isoTimeOrNull(row.receiptAt),
  receipt_text: row.receiptText,
  attempts: row.attempts.map((attempt) => ({
    number: attempt.number,
    outcome: attempt.outcome,
    started_at: isoTime(attempt.startedAt),
    duration_ms: attempt.durationMs,
    http_status: attempt.httpStatus,
    response: attempt.response,
    error: attempt.error,
    error_code: attempt.errorCode,
    request: attempt.request,
    answered: attempt.answered,
    channel_id: attempt.channelId,
  })),
});

export const deliveryRoutes = [
  route({
    method: "GET",
    path: "/deliveries",
    permission: "delivery:read",
    summary: "List the replies on their way, newest first, with every attempt.",
    status: 200,
    query: z.object({
      ...pageQuery,
      status: deliveryStatus.optional(),
      conversation_id: uuid.optional(),
    }),
    response: listOf(delivery),
    run: async ({ ctx, query }) => {
      const { cursor, limit, status, conversation_id: conversationId } = query;
      const input = {
        ...pageOf({ cursor, limit }),
        ...(status && { status }),
        ...(conversationId && { conversationId }),
      };
      return toList(await listDeliveries({ ctx, input }), describeDelivery);
    },
  }),
  route({
    method: "GET",
    path: "/deliveries/{id}",
    permission: "delivery:read",
    summary: "Show a delivery with every attempt.",
    status: 200,
    params: idParams,
    response: delivery,
    run: async ({ ctx, params }) => describeDelivery(await getDelivery({ ctx, input: params })),
  }),
  route({
    method: "POST",
    path: "/deliveries/{id}/retry",
    permission: "delivery:retry",
    summary:
      "Try a delivery anew at once: a failed or cancelled one, or one that waits for its next attempt.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => retryDelivery({ ctx, input: params }),
  }),
  route({
    method: "POST",
    path: "/deliveries/{id}/cancel",
    permission: "delivery:retry",
    summary: "Keep a delivery that waits from being sent.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => cancelDelivery({ ctx, input: params }),
  }),
];
