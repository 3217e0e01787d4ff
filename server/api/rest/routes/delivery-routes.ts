import { z } from "zod";
import { getDelivery } from "../../../delivery/get-delivery.ts";
import { listDeliveries } from "../../../delivery/list-deliveries.ts";
import { type Delivery, deliveryStatus } from "../../../delivery/schema.ts";
import { isoTime, isoTimeOrNull, listOf, pageOf, pageQuery, time, toList, uuid } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

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
  attempts: z.array(
    z.object({
      number: z.int(),
      outcome: z.enum(["sending", "sent", "failed", "unknown"]),
      started_at: time,
      duration_ms: z.number().nullable(),
      http_status: z.int().nullable(),
      response: z.string().nullable(),
      error: z.string().nullable(),
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
  attempts: row.attempts.map((attempt) => ({
    number: attempt.number,
    outcome: attempt.outcome,
    started_at: isoTime(attempt.startedAt),
    duration_ms: attempt.durationMs,
    http_status: attempt.httpStatus,
    response: attempt.response,
    error: attempt.error,
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
];
