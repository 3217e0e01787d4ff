import type { Context } from "../../context.ts";
import {
  findReceivingEndpoint,
  type ReceivingEndpoint,
} from "../../endpoint/receiving/receiving-endpoint.ts";
import type { Handshake } from "../../endpoint/verification/handshake.ts";
import type { Sealing, Verification } from "../../endpoint/verification/scheme.ts";
import { DomainError, type ErrorCode } from "../../errors.ts";
import { newId } from "../../platform/ids.ts";
import { isInForce } from "../../secret/rules.ts";
import { readEvents } from "../reading/read-event.ts";
import { readForm, readJson } from "../reading/read-json.ts";
import { readMediaType } from "../reading/read-media-type.ts";
import { type RedactedCall, redactCall } from "../redaction/redact-call.ts";
import { type Arrival, headerValues, plainHeaders, plainQuery } from "./arrival.ts";
import type { EventRow } from "./store.ts";

/** What a call is: refused, a verification of our address, or events (none, one, or several). */
export type Judgement =
  | { kind: "refused"; code: ErrorCode; diagnosis: string }
  | ({ kind: "handshake"; handshake: Handshake } & Proven)
  | ({ kind: "events"; events: EventRow[] } & Proven);

type Proven = {
  secretId: string | null;
  content: Uint8Array | null;
  sealing: Sealing;
  /** What the call says without its redacted values; null where its endpoint has none. */
  redacted: RedactedCall | null;
};

/** A refused credential is checked again with what the database says now, unless that was read a moment ago. */
const recentMs = 100;

/** Verifies the raw bytes of a call, then reads what happened. Nothing is stored. Throws when the database is away. */
export async function judgeCall(
  ctx: Context,
  endpoint: ReceivingEndpoint,
  arrival: Arrival & { body: Uint8Array },
): Promise<Judgement> {
  const { scheme, sender, places } = endpoint;
  const values = headerValues(arrival.headers);
  const headers = plainHeaders(values);
  try {
    const mediaType = readMediaType(headers, scheme.bodyForm);
    const verification = await verifyTwice(ctx, endpoint, arrival, values);
    if (!verification.ok)
      return { kind: "refused", code: verification.code, diagnosis: verification.diagnosis };
    const { secretId, secret, content = null } = verification;
    const json = mediaType === "form" ? readForm(arrival.body) : readJson(content ?? arrival.body);
    const sealing: Sealing = { secret, at: arrival.receivedAt, seed: arrival.id };
    const redacted = redactCall(
      { headers: arrival.headers, body: arrival.body, content },
      endpoint.redaction,
    );
    const proven: Proven = { secretId, content, sealing, redacted };
    const handshake = scheme.handshake?.(json.value, sealing);
    if (handshake) return { kind: "handshake", handshake, ...proven };

    const { idHeader, typeHeader } = scheme;
    const query = plainQuery(arrival.url);
    const bytes = redacted?.changed ? (redacted.content ?? redacted.body) : null;
    const shown = bytes ? (mediaType === "form" ? readForm(bytes) : readJson(bytes)) : undefined;
    const read = readEvents({ headers, query, json, shown }, { places, sender, idHeader, typeHeader });
    const verified = !endpoint.unverified;
    const events = read.map((event) => ({ id: newId(), runId: newId(), ...event, verified }));
    return { kind: "events", events, ...proven };
  } catch (error) {
    if (error instanceof DomainError && error.status < 429)
      return { kind: "refused", code: error.code, diagnosis: error.message };
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
