import { setTimeout as sleep } from "node:timers/promises";
import { type Context, makeContext } from "../../context.ts";
import {
  findReceivingEndpoint,
  type ReceivingEndpoint,
} from "../../endpoint/receiving/receiving-endpoint.ts";
import { endpointKey } from "../../endpoint/schema.ts";
import { DomainError, type ErrorCode, errorStatus, toDomainError } from "../../errors.ts";
import { acceptIncomingEvent } from "../../incoming-event/accept-incoming-event.ts";
import { answerHandshake } from "../../incoming-event/answer-handshake.ts";
import { checkGuards } from "../../incoming-event/check-guards.ts";
import type { Arrival } from "../../incoming-event/reception/arrival.ts";
import type { RecordedEvent } from "../../incoming-event/reception/store.ts";
import { rejectRequest } from "../../incoming-event/reject-request.ts";
import { answerWithin } from "../../platform/answer-within.ts";
import type { Platform } from "../../platform/platform.ts";
import { tracing } from "../../platform/tracing.ts";
import { handshakeAnswer, refusal, storedAnswer } from "./answers.ts";
import { readPreferWait } from "./prefer-wait.ts";
import { processedAnswer } from "./processed-answer.ts";
import { beginArrival, type Peer, readCallBody } from "./read-call.ts";
import { countOutcome } from "./reception-counts.ts";
import { waitForSuggestion } from "./wait-for-suggestion.ts";

const prefix = "/api/webhook/v1/";
/** Within this the database says which endpoint it is, or counts as away. */
const lookupMs = 1700;
/** An unknown endpoint and a wrong signature are answered after the same time: more than either takes. */
const refusalMs = 20;

/**
 * POST /api/webhook/v1/{endpointKey} (DESIGN.md §6): 202 after the commit, 200 for what is known already, and for every
 * other case an error body with a code of the closed list.
 */
export async function handleWebhook(platform: Platform, request: Request, peer: Peer): Promise<Response> {
  const arrival = beginArrival(request, peer);
  try {
    return await receive(platform, request, arrival, peer);
  } catch (error) {
    const known = toDomainError(error);
    countOutcome(known.code);
    const level = known.status === 500 ? "error" : "warn";
    platform.logger[level]({ requestId: arrival.id, code: known.code, err: error }, "webhook.not_stored");
    return refusal(known.code, known.message, arrival.id, retryAfter(known));
  }
}

async function receive(
  platform: Platform,
  request: Request,
  arrival: Arrival,
  peer: Peer,
): Promise<Response> {
  const endpoint = await lookUp(platform, arrival.url);
  if (!endpoint?.enabled) {
    countOutcome("endpoint_not_found");
    platform.logger.warn(
      { requestId: arrival.id, path: arrival.url.split("?", 1)[0] },
      "webhook.unknown_endpoint",
    );
    await untilRefusalTime(arrival);
    return refusal("endpoint_not_found", "There is no endpoint at this address.", arrival.id);
  }
  const ctx = makeContext(platform, endpoint.workspaceId, { kind: "endpoint", id: endpoint.id });
  const refuse = async (code: ErrorCode, message: string, more?: Record<string, string>) => {
    const requestId = await rejectRequest({ ctx, input: { endpoint, arrival, code, diagnosis: message } });
    countOutcome(code);
    return refusal(code, message, requestId, more);
  };

  try {
    if (!peer.ours) await checkGuards({ ctx, input: { endpoint, arrival } });
  } catch (error) {
    if (!(error instanceof DomainError) || error.status > 429) throw error;
    if (error.status === 403) await untilRefusalTime(arrival);
    return refuse(error.code, error.message, retryAfter(error));
  }
  if (request.method === "GET" && endpoint.scheme.handshakeByQuery) {
    const handshake = await answerHandshake({ ctx, input: { endpoint, arrival } });
    if (!handshake)
      return refuse(
        "missing_credential",
        "The address was called without what this sender verifies it with.",
      );
    if ("ok" in handshake) return refuse(handshake.code, handshake.diagnosis);
    countOutcome("handshake");
    return handshakeAnswer(handshake);
  }
  if (request.method === "HEAD" && endpoint.scheme.answersHead)
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  if (request.method !== "POST")
    return refuse("method_not_allowed", `Use POST, not ${request.method}.`, { allow: "POST" });
  try {
    arrival.body = await readCallBody(request, arrival, endpoint.guards.max_body_bytes);
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.code, error.message);
    throw error;
  }
  return accept(ctx, endpoint, { ...arrival, body: arrival.body }, request);
}

async function accept(
  ctx: Context,
  endpoint: ReceivingEndpoint,
  arrival: Arrival & { body: Uint8Array },
  request: Request,
): Promise<Response> {
  const accepted = await acceptIncomingEvent({ ctx, input: { endpoint, arrival } });
  countOutcome(accepted.kind === "refused" ? accepted.code : accepted.kind);
  if (accepted.kind === "refused") {
    if ([401, 403].includes(errorStatus[accepted.code])) await untilRefusalTime(arrival);
    return refusal(accepted.code, accepted.diagnosis, accepted.requestId);
  }
  if (accepted.kind === "handshake") return handshakeAnswer(accepted.handshake);
  const { kind, requestId, events, several } = accepted;
  traceArrival(endpoint, arrival, events);
  const seconds = kind === "accepted" ? readPreferWait(request.headers.get("prefer")) : 0;
  const [event] = events;
  if (seconds > 0 && event && !several) {
    const { signal } = request;
    const suggestion = await waitForSuggestion(ctx, event.id, { seconds, signal }).catch((error) => {
      // The event is stored whatever becomes of the waiting.
      ctx.platform.logger.warn({ err: error, requestId: arrival.id }, "webhook.wait_failed");
      return null;
    });
    if (suggestion) return processedAnswer(event.id, requestId, suggestion);
  }
  return storedAnswer(accepted, endpoint.scheme.acceptedStatus ?? 202);
}

/** Where tracing is on: the span that the rest of each new event's way hangs on. */
function traceArrival(endpoint: ReceivingEndpoint, arrival: Arrival, events: RecordedEvent[]): void {
  const traces = tracing();
  if (!traces) return;
  const attributes = {
    "firstline.endpoint_id": endpoint.id,
    "firstline.request_id": arrival.id,
    "firstline.body_size": arrival.bodySize,
  };
  const span = { name: "receive-event", attributes, startedAt: arrival.receivedAt, endedAt: new Date() };
  for (const { id, fresh } of events) if (fresh) traces.arrived({ eventId: id, ...span });
}

async function lookUp(platform: Platform, url: string): Promise<ReceivingEndpoint | null> {
  const path = url.split("?", 1)[0]!;
  const key = endpointKey.safeParse(path.slice(prefix.length));
  if (!path.startsWith(prefix) || !key.success) return null;
  return answerWithin(lookupMs, findReceivingEndpoint(platform, key.data));
}

async function untilRefusalTime(arrival: Arrival): Promise<void> {
  const left = refusalMs - (performance.now() - arrival.startedAt);
  if (left > 0) await sleep(left);
}

function retryAfter(error: DomainError): Record<string, string> {
  const seconds = error.retryAfterSeconds ?? (error.status === 503 ? 5 : undefined);
  return seconds === undefined ? {} : { "retry-after": String(seconds) };
}
