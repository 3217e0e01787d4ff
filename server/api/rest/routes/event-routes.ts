import { z } from "zod";
import { getEvent } from "../../../incoming-event/get-event.ts";
import { listEvents } from "../../../incoming-event/list-events.ts";
import { replayEvent } from "../../../incoming-event/replay-event.ts";
import { eventStatuses, type IncomingEvent } from "../../../incoming-event/schema.ts";
import {
  isoTime,
  isoTimeOrNull,
  listOf,
  pageOf,
  pageQuery,
  time,
  toList,
  uuid,
  whatWasSent,
} from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

export const event = z.object({
  id: uuid,
  endpoint: uuid,
  endpoint_key: z.string(),
  request_id: uuid,
  event_key: z.string(),
  type: z.string(),
  status: z.enum(eventStatuses),
  /** Why it is ignored or failed, in words. */
  status_reason: z.string().nullable(),
  /** False when its endpoint verifies nothing. */
  verified: z.boolean(),
  occurred_at: time.nullable(),
  received_at: time,
  conversation_id: uuid.nullable(),
  suggestion_id: uuid.nullable(),
});

const step = z.object({
  run_id: uuid,
  cause: z.enum(["accepted", "replay", "rewrite"]),
  step: z.string(),
  status: z.enum(["running", "ok", "failed"]),
  attempt: z.int(),
  started_at: time,
  duration_ms: z.number().nullable(),
  error: z.string().optional(),
});

export const describeEvent = (row: IncomingEvent): z.input<typeof event> => ({
  id: row.id,
  endpoint: row.endpoint.id,
  endpoint_key: row.endpoint.key,
  request_id: row.requestId,
  event_key: row.eventKey,
  type: row.type,
  status: row.status,
  status_reason: row.statusReason,
  verified: row.verified,
  occurred_at: isoTimeOrNull(row.occurredAt),
  received_at: isoTime(row.receivedAt),
  conversation_id: row.conversationId,
  suggestion_id: row.suggestionId,
});

export const eventRoutes = [
  route({
    method: "GET",
    path: "/events",
    permission: "event:read",
    summary: "List the events, newest first.",
    status: 200,
    query: z.object({
      ...pageQuery,
      endpoint: uuid.optional(),
      type: z.string().max(200).optional(),
      status: z.enum(eventStatuses).optional(),
    }),
    response: listOf(event),
    run: async ({ ctx, query }) => {
      const { cursor, limit, ...filter } = query;
      const input = { ...pageOf({ cursor, limit }), ...whatWasSent(filter) };
      return toList(await listEvents({ ctx, input }), describeEvent);
    },
  }),
  route({
    method: "GET",
    path: "/events/{id}",
    permission: "event:read",
    summary: "Show an event with every attempt of its steps.",
    status: 200,
    params: idParams,
    response: event.extend({ timeline: z.array(step) }),
    run: async ({ ctx, params }) => {
      const { timeline, ...row } = await getEvent({ ctx, input: params });
      return {
        ...describeEvent(row),
        timeline: timeline.map((entry) => ({
          run_id: entry.runId,
          cause: entry.cause,
          step: entry.step,
          status: entry.status,
          attempt: entry.attempt,
          started_at: isoTime(entry.startedAt),
          duration_ms: entry.durationMs,
          ...(entry.error !== null && { error: entry.error }),
        })),
      };
    },
  }),
  route({
    method: "POST",
    path: "/events/{id}/replay",
    permission: "event:replay",
    summary: "Send an event through once more: same bytes, same key, a new run.",
    status: 202,
    params: idParams,
    response: z.object({
      run_id: uuid,
      /** Values of redacted fields are no longer kept: what is left goes through. */
      redacted: z.boolean(),
    }),
    async run({ ctx, params }) {
      const { runId: run_id, redacted } = await replayEvent({ ctx, input: params });
      return { run_id, redacted };
    },
  }),
];
