import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { findReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import { DomainError, type ErrorCode, notFound } from "../errors.ts";
import { judgeCall } from "./reception/judge-call.ts";
import { readOriginal } from "./refused/read-original.ts";
import { readCall, turnIntoEvents } from "./refused/store.ts";

export type VerifiedAgain =
  | { status: "accepted" | "already_processed"; eventIds: string[] }
  | { status: "rejected"; reason: ErrorCode; diagnosis: string };

/**
 * Judges a refused call once more by the endpoint as it is set up now, and by the time at which the call was received. When
 * it holds, the call becomes its events, exactly once, however often and by however many this is asked.
 * Throws DomainError("not_found"), DomainError("conflict") for a call that was not refused or whose bytes are not kept.
 */
export async function verifyRequestAgain({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<VerifiedAgain> {
  const { prisma } = ctx.platform.database;
  const call = await readCall(prisma, ctx.workspaceId, id);
  if (!call) throw notFound("request");
  const { body, endpointId, endpointKey, reason } = call;
  if (call.verdict !== "rejected") throw new DomainError("conflict", "This request was not refused.");
  if (call.redacted)
    throw new DomainError(
      "conflict",
      "Values were taken out of its body since, as the endpoint's redacted fields ask: it cannot be verified any more.",
    );
  if (!body || call.count > 1 || call.method !== "POST")
    throw new DomainError("conflict", "Of this request there is not enough kept to verify it again.");
  const endpoint = await findReceivingEndpoint(ctx.platform, endpointKey, { olderThanMs: 0 });
  if (!endpoint) throw notFound("endpoint");

  const arrival = readOriginal(ctx, { ...call, body });
  const judgement = await judgeCall(ctx, endpoint, arrival);
  if (judgement.kind === "refused")
    return { status: "rejected", reason: judgement.code, diagnosis: judgement.diagnosis };
  if (judgement.kind === "handshake")
    throw new DomainError("conflict", "It only asked whether we are there; let the sender ask again.");

  const { events, secretId, content } = judgement;
  const turned = await prisma.$transaction(async (tx) => {
    const where = { id, workspaceId: ctx.workspaceId, endpointId, receivedAt: call.receivedAt };
    const result = await turnIntoEvents(tx, where, { events, secretId, content, now: ctx.now() });
    if (result)
      await recordAudit(tx, {
        ctx,
        action: "request.verify_again",
        subjectKind: "request",
        subjectId: id,
        before: { verdict: "rejected", reason },
        after: { verdict: result.verdict, events: result.events.map((event) => event.id) },
      });
    return result;
  });
  if (!turned) throw new DomainError("conflict", "This request was verified by somebody else just now.");
  return {
    status: turned.verdict === "accepted" ? "accepted" : "already_processed",
    eventIds: turned.events.map((event) => event.id),
  };
}
