import { type ErrorCode, errorStatus } from "../../errors.ts";
import type { Acceptance } from "../../incoming-event/accept-incoming-event.ts";

const headers = { "content-type": "application/json", "cache-control": "no-store" };

export function answer(status: number, body: object, more: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...headers, ...more } });
}

/** What a caller is told of a refused credential; what exactly is wrong is for the admin, on the request's page. */
const credentialMessages: Partial<Record<ErrorCode, string>> = {
  missing_credential: "The request carries no credential, or only a part of it.",
  no_secret_configured: "This endpoint has no secret yet, so every request is refused.",
  signature_mismatch: "The signature does not match the body as received.",
  signature_malformed: "The signature is not written as this endpoint expects it.",
  timestamp_stale: "The signed time is too far from ours.",
  timestamp_malformed: "The signed time is not written as this endpoint expects it.",
  token_mismatch: "The credential is not the endpoint's.",
};

/** An error body of the contract. */
export function refusal(
  code: ErrorCode,
  message: string,
  requestId: string,
  more: Record<string, string> = {},
): Response {
  return answer(
    errorStatus[code],
    { error: { code, message: credentialMessages[code] ?? message, request_id: requestId } },
    more,
  );
}

/** The answer to a stored event, or to one that was stored before. */
export function storedAnswer(stored: Exclude<Acceptance, { kind: "refused" }>): Response {
  if (stored.kind === "accepted")
    return answer(202, { status: "accepted", event_id: stored.eventId, request_id: stored.requestId });
  return answer(200, {
    status: "already_processed",
    event_id: stored.eventId,
    request_id: stored.requestId,
    ...(stored.conversationId && { session_id: stored.conversationId }),
    ...(stored.suggestionId && { suggestion_id: stored.suggestionId }),
  });
}
