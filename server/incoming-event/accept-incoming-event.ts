import type { Context } from "../context.ts";
import type { ReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import type { Handshake } from "../endpoint/verification/handshake.ts";
import type { ErrorCode } from "../errors.ts";
import { recordMatch } from "../secret/record-match.ts";
import type { Arrival } from "./reception/arrival.ts";
import { commitRequest } from "./reception/commit-requests.ts";
import { judgeCall } from "./reception/judge-call.ts";
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
  const { scheme, sender } = endpoint;
  const judgement = await judgeCall(ctx, endpoint, arrival);
  if (judgement.kind === "refused") {
    const { code, diagnosis } = judgement;
    const requestId = await rejectRequest({ ctx, input: { endpoint, arrival, code, diagnosis } });
    return { kind: "refused", requestId, code, diagnosis };
  }

  const { secretId, content, sealing, redacted } = judgement;
  const row = { ...requestRow(ctx, endpoint, arrival), matchedSecretId: secretId, content, redacted };
  if (judgement.kind === "handshake") {
    const { handshake } = judgement;
    const { status } = handshake;
    const outcome = { verdict: "handshake", status, reason: null, diagnosis: null } as const;
    await commitRequest(database, { ...row, outcome });
    return { kind: "handshake", handshake };
  }
  const { events } = judgement;
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
}
