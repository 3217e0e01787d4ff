import type { Context } from "../context.ts";
import type { ReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import type { Handshake } from "../endpoint/verification/handshake.ts";
import type { Refusal } from "../endpoint/verification/scheme.ts";
import { isInForce } from "../secret/rules.ts";
import { type Arrival, headerValues } from "./reception/arrival.ts";
import { commitRequest } from "./reception/commit-requests.ts";
import { requestRow } from "./reception/request-row.ts";

/** Answers a sender that verifies our address by GET, and records the call; a refusal, or null when it is no such call. */
export async function answerHandshake({
  ctx,
  input: { endpoint, arrival },
}: {
  ctx: Context;
  input: { endpoint: ReceivingEndpoint; arrival: Arrival };
}): Promise<Handshake | Refusal | null> {
  const { method, url, headers, receivedAt: at } = arrival;
  const request = {
    method,
    url: ctx.platform.settings.publicUrl + url,
    headers: headerValues(headers),
    body: new Uint8Array(),
  };
  const secrets = endpoint.secrets.filter((secret) => isInForce(secret, at));
  const handshake = endpoint.scheme.handshakeByQuery?.({ request, secrets, at }) ?? null;
  if (handshake && !("ok" in handshake))
    await commitRequest(ctx.platform.database, {
      ...requestRow(ctx, endpoint, arrival),
      outcome: { verdict: "handshake", status: handshake.status, reason: null, diagnosis: null },
    });
  return handshake;
}
