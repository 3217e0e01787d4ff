import type { Context } from "../context.ts";
import { findReceivingEndpoint, type ReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import type { Handshake } from "../endpoint/verification/handshake.ts";
import type { Sealing, Verification } from "../endpoint/verification/scheme.ts";
import { DomainError, type ErrorCode } from "../errors.ts";
import { newId } from "../platform/ids.ts";
import { recordMatch } from "../secret/record-match.ts";
import { isInForce } from "../secret/rules.ts";
import { readEvents } from "./reading/read-event.ts";
import { readForm, readJson } from "./reading/read-json.ts";
import { readMediaType } from "./reading/read-media-type.ts";
import { type Arrival, headerValues, plainHeaders, plainQuery } from "./reception/arrival.ts";
import { commitRequest } from "./reception/commit-requests.ts";
import { requestRow } from "./reception/request-row.ts";
import type { RecordedEvent } from "./reception/store.ts";
import { rejectRequest } from "./reject-request.ts";

export type Acceptance =
  /** Duplicate: no event of the call was new. */
  | {
      kind: "accepted" | "duplicate";
      requestId: string;
      events: RecordedEvent[];
      several: boolean;
      /** What the sender wants to read in the answer, beside ours. */
      acknowledgement?: Record<string, string> | undefined;
    }
  | { kind: "handshake"; handshake: Handshake }
  | { kind: "refused"; requestId: string; code: ErrorCode; diagnosis: string };

/** A refused credential is checked again with what the database says now, unless that was read a moment ago. */
const recentMs = 100;

/**
 * Verifies the raw bytes, reads what happened and stores it in one commit: the call, the events whose keys are new, their
 * runs and what has to be enqueued. A refused call is recorded with its reason. Throws when nothing could be stored.
 */
export async function acceptIncomingEvent({
  ctx,
  input: { endpoint, arrival },
}: {
  ctx: Context;
  input: { endpoint: ReceivingEndpoint; arrival: Arrival & { body: Uint8Array } };
}): Promise<Acceptance> {
  const { database, logger } = ctx.platform;
  const { scheme, sender, places } = endpoint;
  const values = headerValues(arrival.headers);
  const headers = plainHeaders(values);
  const refuse = async (code: ErrorCode, diagnosis: string): Promise<Acceptance> => ({
    kind: "refused",
    requestId: await rejectRequest({ ctx, input: { endpoint, arrival, code, diagnosis } }),
    code,
    diagnosis,
  });

  try {
    const mediaType = readMediaType(headers, scheme.bodyForm);
    const verification = await verifyTwice(ctx, endpoint, arrival, values);
    if (!verification.ok) return await refuse(verification.code, verification.diagnosis);
    const { secretId, secret, content } = verification;
    const json = mediaType === "form" ? readForm(arrival.body) : readJson(content ?? arrival.body);
    const row = {
      ...requestRow(ctx, endpoint, arrival),
      matchedSecretId: secretId,
      content: content ?? null,
    };

    const sealing: Sealing = { secret, at: arrival.receivedAt, seed: arrival.id };
    const handshake = scheme.handshake?.(json.value, sealing);
    if (handshake) {
      const outcome = {
        verdict: "handshake",
        status: handshake.status,
        reason: null,
        diagnosis: null,
      } as const;
      await commitRequest(database, { ...row, outcome });
      return { kind: "handshake", handshake };
    }

    const { idHeader, typeHeader } = scheme;
    const query = plainQuery(arrival.url);
    const read = readEvents({ headers, query, json }, { places, sender, idHeader, typeHeader });
    const verified = !endpoint.unverified;
    const events = read.map((event) => ({ id: newId(), runId: newId(), ...event, verified }));
    const acceptedStatus = scheme.acceptedStatus ?? 202;
    const recorded = await commitRequest(database, { ...row, outcome: { events, acceptedStatus } });
    if (secretId)
      recordMatch(ctx, secretId, arrival.receivedAt).catch((error) =>
        logger.warn({ err: error }, "webhook.match_not_recorded"),
      );
    return {
      kind: recorded.verdict === "duplicate" ? "duplicate" : "accepted",
      requestId: recorded.requestId,
      events: recorded.events,
      several: sender.split !== undefined,
      acknowledgement: scheme.acknowledgement?.(sealing),
    };
  } catch (error) {
    if (error instanceof DomainError && error.status < 429) return refuse(error.code, error.message);
    throw error;
  }
}

/** A verification with the text of the secret that matched: empty where nothing is verified. */
type Checked =
  | Extract<Verification, { ok: false }>
  | (Extract<Verification, { ok: true }> & { secret: string });

async function verifyTwice(
  ctx: Context,
  endpoint: ReceivingEndpoint,
  arrival: Arrival & { body: Uint8Array },
  headers: ReadonlyMap<string, string[]>,
): Promise<Checked> {
  const { publicUrl } = ctx.platform.settings;
  const first = verify(endpoint, publicUrl, arrival, headers);
  if (first.ok) return first;
  const current = await findReceivingEndpoint(ctx.platform, endpoint.key, { olderThanMs: recentMs });
  return current?.enabled && current !== endpoint ? verify(current, publicUrl, arrival, headers) : first;
}

function verify(
  endpoint: ReceivingEndpoint,
  publicUrl: string,
  { method, url, body, receivedAt: at }: Arrival & { body: Uint8Array },
  headers: ReadonlyMap<string, string[]>,
): Checked {
  const secrets = endpoint.secrets.filter((secret) => isInForce(secret, at));
  const verification = endpoint.scheme.verify({
    request: { method, url: publicUrl + url, headers, body },
    secrets,
    options: endpoint.options,
    at,
  });
  if (!verification.ok) return verification;
  return { ...verification, secret: secrets.find(({ id }) => id === verification.secretId)?.value ?? "" };
}
