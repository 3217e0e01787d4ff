import { z } from "zod";
import { getRequest } from "../../../incoming-event/get-request.ts";
import { listRequests } from "../../../incoming-event/list-requests.ts";
import { requestVerdicts, type WebhookRequestSummary } from "../../../incoming-event/schema.ts";
import { isoTime, listOf, pageOf, pageQuery, time, toList, uuid, whatWasSent } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

const request = z.object({
  id: uuid,
  endpoint: uuid,
  method: z.string(),
  /** Path and query, credentials masked. */
  url: z.string(),
  verdict: z.enum(requestVerdicts),
  /** The code of a rejection. */
  reason: z.string().nullable(),
  diagnosis: z.string().nullable(),
  status: z.int(),
  event_id: uuid.nullable(),
  body_size: z.int(),
  remote_address: z.string().nullable(),
  duration_ms: z.number(),
  /** More than 1 where one row stands for the rejections of a minute. */
  count: z.int(),
  received_at: time,
});

const describe = (row: WebhookRequestSummary): z.input<typeof request> => ({
  id: row.id,
  endpoint: row.endpointId,
  method: row.method,
  url: row.url,
  verdict: row.verdict,
  reason: row.reason,
  diagnosis: row.diagnosis,
  status: row.status,
  event_id: row.eventId,
  body_size: row.bodySize,
  remote_address: row.remoteAddress,
  duration_ms: row.durationMs,
  count: row.count,
  received_at: isoTime(row.receivedAt),
});

export const requestRoutes = [
  route({
    method: "GET",
    path: "/requests",
    permission: "request:read",
    summary: "List the HTTP calls that came in, rejected ones too, newest first.",
    status: 200,
    query: z.object({ ...pageQuery, endpoint: uuid.optional(), verdict: z.enum(requestVerdicts).optional() }),
    response: listOf(request),
    run: async ({ ctx, query }) => {
      const { cursor, limit, ...filter } = query;
      const input = { ...pageOf({ cursor, limit }), ...whatWasSent(filter) };
      return toList(await listRequests({ ctx, input }), describe);
    },
  }),
  route({
    method: "GET",
    path: "/requests/{id}",
    permission: "request:read",
    summary: "Show one HTTP call with its headers (credentials masked) and its body.",
    status: 200,
    params: idParams,
    response: request.extend({
      headers: z.array(z.tuple([z.string(), z.string()])),
      /** The raw bytes; null where only the headers are kept. */
      body_base64: z.string().nullable(),
    }),
    run: async ({ ctx, params }) => {
      const row = await getRequest({ ctx, input: params });
      const body_base64 = row.body && Buffer.from(row.body).toString("base64");
      return { ...describe(row), headers: row.headers, body_base64 };
    },
  }),
];
