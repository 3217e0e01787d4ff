import type { Context } from "../context.ts";
import type { ReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import type { Handshake } from "../endpoint/verification/handshake.ts";
import { isInForce } from "../secret/rules.ts";
import { type Arrival, plainQuery } from "./reception/arrival.ts";
import { commitRequest } from "./reception/commit-requests.ts";
import { requestRow } from "./reception/request-row.ts";

/** Answers a sender that verifies our address by GET, and records the call; null when it does not prove itself. */
export async function answerHandshake({
  ctx,
  input: { endpoint, arrival },
}: {
  ctx: Context;
  input: { endpoint: ReceivingEndpoint; arrival: Arrival };
}): Promise<Handshake | null> {
  const secrets = endpoint.secrets.filter((secret) => isInForce(secret, arrival.receivedAt));
  const handshake = endpoint.scheme.handshakeByQuery?.(plainQuery(arrival.url), secrets) ?? null;
  if (handshake)
    await commitRequest(ctx.platform.database, {
      ...requestRow(ctx, endpoint, arrival),
      outcome: { verdict: "handshake", status: handshake.status, reason: null, diagnosis: null },
    });
  return handshake;
}
