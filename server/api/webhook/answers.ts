import type { Handshake } from "../../endpoint/verification/handshake.ts";
import { type ErrorCode, errorStatus } from "../../errors.ts";
import type { Acceptance } from "../../incoming-event/accept-incoming-event.ts";

type Stored = Extract<Acceptance, { kind: "accepted" | "duplicate" }>;

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
  address_not_allowed: "This address may not call this endpoint.",
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

export function handshakeAnswer({ status, contentType, body }: Handshake): Response {
  return new Response(body, {
    status,
    headers: { "content-type": contentType, "cache-control": "no-store" },
  });
}

/** The answer to a call whose events are stored, or were before. */
export function storedAnswer(stored: Stored, acceptedStatus: number): Response {
  const { kind, requestId, events, several } = stored;
  const [first] = events;
  const ids = {
    ...(first && { event_id: first.id }),
    ...(several && { event_ids: events.map((event) => event.id) }),
    request_id: requestId,
    ...stored.acknowledgement,
  };
  if (kind === "accepted") return answer(acceptedStatus, { status: "accepted", ...ids });
  return answer(200, {
    status: "already_processed",
    ...ids,
    ...(first?.conversationId && { session_id: first.conversationId }),
    ...(first?.suggestionId && { suggestion_id: first.suggestionId }),
  });
}
