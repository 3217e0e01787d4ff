import { z } from "zod";
import { hintCodes } from "../../../endpoint/verification/hint.ts";
import { explainRequest } from "../../../incoming-event/explain-request.ts";
import { getRequest } from "../../../incoming-event/get-request.ts";
import { listRequests } from "../../../incoming-event/list-requests.ts";
import { requestVerdicts, type WebhookRequestSummary } from "../../../incoming-event/schema.ts";
import { verifyRequestAgain } from "../../../incoming-event/verify-request-again.ts";
import {
  verifyRequestsAgain,
  verifyRequestsAgainInput,
} from "../../../incoming-event/verify-requests-again.ts";
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
  /** When a rejected call was verified again, with success. */
  verified_again_at: time.nullable(),
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
  verified_again_at: isoTimeOrNull(row.verifiedAgainAt),
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
    summary:
      "Show one HTTP call with its headers (credentials masked) and its body (redacted fields hidden).",
    status: 200,
    params: idParams,
    response: request.extend({
      headers: z.array(z.tuple([z.string(), z.string()])),
      /** The raw bytes without redacted values; null where only the headers are kept, or nothing of them can be shown. */
      body_base64: z.string().nullable(),
      /** Of a sealed or XML body: the JSON that it stands for. */
      content: z.string().nullable(),
      /** What of it the endpoint's redacted_fields hide; null where nothing is. */
      redacted: z
        .object({
          fields: z.array(z.string()),
          /** All of it: it could not be read, so that its fields could be told apart. */
          whole: z.boolean(),
          /** The values are no longer kept. */
          for_good: z.boolean(),
        })
        .nullable(),
      /** Of a rejected call: what could be mended, most telling first. */
      hints: z.array(
        z.object({
          code: z.enum(hintCodes),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    }),
    run: async ({ ctx, params }) => {
      const row = await getRequest({ ctx, input: params });
      const body_base64 = row.body && Buffer.from(row.body).toString("base64");
      const content = row.content && Buffer.from(row.content).toString("utf8");
      const hints = await explainRequest({ ctx, input: params });
      const { forGood: for_good, ...hidden } = row.redacted ?? { fields: [], whole: false, forGood: false };
      const redacted = row.redacted && { ...hidden, for_good };
      return { ...describe(row), headers: row.headers, body_base64, content, redacted, hints };
    },
  }),
  route({
    method: "POST",
    path: "/requests/{id}/verify-again",
    permission: "endpoint:manage",
    summary:
      "Verify a rejected call again, by the endpoint as it is set up now and by the time of receipt; it becomes its events once.",
    status: 200,
    params: idParams,
    response: z.object({
      status: z.enum(["accepted", "already_processed", "rejected"]),
      event_id: uuid.nullable(),
      event_ids: z.array(uuid),
      reason: z.string().nullable(),
      diagnosis: z.string().nullable(),
    }),
    async run({ ctx, params }) {
      const outcome = await verifyRequestAgain({ ctx, input: params });
      const refused = outcome.status === "rejected";
      const event_ids = refused ? [] : outcome.eventIds;
      return {
        status: outcome.status,
        event_id: event_ids[0] ?? null,
        event_ids,
        reason: refused ? outcome.reason : null,
        diagnosis: refused ? outcome.diagnosis : null,
      };
    },
  }),
  route({
    method: "POST",
    path: "/requests/verify-again",
    permission: "endpoint:manage",
    summary: "Verify an endpoint's rejected calls again, newest first, a page at a time.",
    status: 200,
    body: verifyRequestsAgainInput,
    response: z.object({
      accepted: z.int(),
      already_processed: z.int(),
      still_refused: z.int(),
      next: uuid.nullable(),
    }),
    async run({ ctx, body }) {
      const counts = await verifyRequestsAgain({ ctx, input: body });
      const { accepted, alreadyProcessed, stillRefused, next } = counts;
      return { accepted, already_processed: alreadyProcessed, still_refused: stillRefused, next };
    },
  }),
];
