import type { Context } from "../context.ts";
import { findReceivingEndpoint, type ReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import type { Verification } from "../endpoint/verification/scheme.ts";
import { DomainError, type ErrorCode } from "../errors.ts";
import { newId } from "../platform/ids.ts";
import { recordMatch } from "../secret/record-match.ts";
import { isInForce } from "../secret/rules.ts";
import { checkMediaType } from "./reading/check-media-type.ts";
import { readEvent } from "./reading/read-event.ts";
import { type Arrival, headerValues, plainHeaders, plainQuery } from "./reception/arrival.ts";
import { commitRequest } from "./reception/commit-requests.ts";
import { requestRow } from "./reception/request-row.ts";
import { rejectRequest } from "./reject-request.ts";

export type Acceptance =
  | { kind: "accepted"; requestId: string; eventId: string }
  | {
      kind: "duplicate";
      requestId: string;
      eventId: string;
      conversationId: string | null;
      suggestionId: string | null;
    }
  | { kind: "refused"; requestId: string; code: ErrorCode; diagnosis: string };

/** A refused credential is checked again with what the database says now, unless that was read a moment ago. */
const recentMs = 100;

/**
 * Verifies the raw bytes, reads what happened and stores it in one commit: the call, the event unless its key was seen, its
 * run and what has to be enqueued. A refused call is recorded with its reason. Throws when nothing could be stored.
 */
export async function acceptIncomingEvent({
  ctx,
  input: { endpoint, arrival },
}: {
  ctx: Context;
  input: { endpoint: ReceivingEndpoint; arrival: Arrival & { body: Uint8Array } };
}): Promise<Acceptance> {
  const { platform } = ctx;
  const { publicUrl } = platform.settings;
  const values = headerValues(arrival.headers);
  const headers = plainHeaders(values);
  const refuse = async (code: ErrorCode, diagnosis: string): Promise<Acceptance> => ({
    kind: "refused",
    requestId: await rejectRequest({ ctx, input: { endpoint, arrival, code, diagnosis } }),
    code,
    diagnosis,
  });

  try {
    checkMediaType(headers);
    let verification = verify(endpoint, publicUrl, arrival, values);
    if (!verification.ok) {
      const current = await findReceivingEndpoint(platform, endpoint.key, { olderThanMs: recentMs });
      if (current?.enabled && current !== endpoint)
        verification = verify(current, publicUrl, arrival, values);
    }
    if (!verification.ok) return await refuse(verification.code, verification.diagnosis);

    const { scheme, places } = endpoint;
    const { idHeader, typeHeader } = scheme;
    const query = plainQuery(arrival.url);
    const read = readEvent({ headers, query, body: arrival.body, places, idHeader, typeHeader });
    const { secretId } = verification;
    const recorded = await commitRequest(platform.database, {
      ...requestRow(ctx, endpoint, arrival),
      matchedSecretId: secretId,
      event: { id: newId(), runId: newId(), ...read, verified: !endpoint.unverified },
    });
    if (secretId)
      recordMatch(ctx, secretId, arrival.receivedAt).catch((error) =>
        platform.logger.warn({ err: error }, "webhook.match_not_recorded"),
      );
    const { requestId, conversationId, suggestionId } = recorded;
    const eventId = recorded.eventId!;
    return recorded.verdict === "accepted"
      ? { kind: "accepted", requestId, eventId }
      : { kind: "duplicate", requestId, eventId, conversationId, suggestionId };
  } catch (error) {
    if (error instanceof DomainError && error.status < 429) return refuse(error.code, error.message);
    throw error;
  }
}

function verify(
  endpoint: ReceivingEndpoint,
  publicUrl: string,
  arrival: Arrival & { body: Uint8Array },
  headers: ReadonlyMap<string, string[]>,
): Verification {
  const at = arrival.receivedAt;
  return endpoint.scheme.verify({
    request: {
      method: arrival.method,
      url: publicUrl + arrival.url,
      headers,
      body: arrival.body,
    },
    secrets: endpoint.secrets.filter((secret) => isInForce(secret, at)),
    options: endpoint.options,
    at,
  });
}
