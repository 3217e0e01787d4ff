import { Prisma } from "../../../prisma/generated/client.ts";
import { recordChange } from "../../platform/changes.ts";
import type { Transaction } from "../../platform/database.ts";
import { addToOutbox } from "../../platform/outbox.ts";
import type { EventRow, RecordedEvent } from "../reception/store.ts";
import type { RequestVerdict, WebhookRequest } from "../schema.ts";

export type RefusedCall = Pick<
  WebhookRequest,
  | "id"
  | "endpointId"
  | "method"
  | "url"
  | "headers"
  | "body"
  | "bodySize"
  | "remoteAddress"
  | "receivedAt"
  | "count"
> & {
  endpointKey: string;
  verdict: RequestVerdict;
  reason: string | null;
  sealedOriginal: Uint8Array | null;
  /** Values were taken out of its body. */
  redacted: boolean;
};

/** A call as it has to be to be judged again; null when there is none. */
export async function readCall(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<RefusedCall | null> {
  const rows = await tx.$queryRaw<RefusedCall[]>`
    SELECT r.id, r.endpoint_id AS "endpointId", r.method, r.url, r.headers, r.body, r.body_size AS "bodySize",
      r.remote_address AS "remoteAddress", r.received_at AS "receivedAt", r.count, r.verdict, r.reason, r.redacted,
      r.sealed_original AS "sealedOriginal", p.key AS "endpointKey"
    FROM webhook_request r JOIN endpoint p ON p.workspace_id = r.workspace_id AND p.id = r.endpoint_id
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.id = ${id}::uuid`;
  return rows[0] ?? null;
}

/** The newest refused calls of an endpoint that are kept whole, before a call where one is given. */
export async function idsOfRefused(
  tx: Transaction,
  workspaceId: string,
  filter: { endpointId: string; before: string | undefined; limit: number },
): Promise<string[]> {
  const before = filter.before ? Prisma.sql`AND id < ${filter.before}::uuid` : Prisma.empty;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM webhook_request
    WHERE endpoint_id = ${filter.endpointId}::uuid AND workspace_id = ${workspaceId}::uuid AND verdict = 'rejected'
      AND body IS NOT NULL AND NOT redacted AND count = 1 ${before}
    ORDER BY id DESC LIMIT ${filter.limit}`;
  return rows.map((row) => row.id);
}

/**
 * Turns a refused call into one that brought these events: those whose keys are new begin a run. Null when somebody else
 * has turned it meanwhile. To be called in a transaction: the row is locked until its end.
 */
export async function turnIntoEvents(
  tx: Transaction,
  call: { id: string; workspaceId: string; endpointId: string; receivedAt: Date },
  accepted: { events: EventRow[]; secretId: string | null; content: Uint8Array | null; now: Date },
): Promise<{ verdict: "accepted" | "duplicate"; events: RecordedEvent[] } | null> {
  const { id, workspaceId, endpointId, receivedAt } = call;
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM webhook_request WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid
      AND verdict = 'rejected' FOR UPDATE`;
  if (locked.length === 0) return null;

  const events: RecordedEvent[] = [];
  for (const [position, event] of accepted.events.entries()) {
    const made = await tx.$executeRaw`
      INSERT INTO incoming_event (id, workspace_id, endpoint_id, request_id, position, event_key, type, occurred_at, mapped, status, verified, received_at)
      VALUES (${event.id}::uuid, ${workspaceId}::uuid, ${endpointId}::uuid, ${id}::uuid, ${position}, ${event.eventKey}, ${event.type},
        ${event.occurredAt}, ${JSON.stringify(event.mapped)}::jsonb, 'accepted', ${event.verified}, ${receivedAt})
      ON CONFLICT (endpoint_id, event_key) DO NOTHING`;
    const [known] = await tx.$queryRaw<Omit<RecordedEvent, "fresh">[]>`
      SELECT id, conversation_id AS "conversationId", suggestion_id AS "suggestionId" FROM incoming_event
      WHERE endpoint_id = ${endpointId}::uuid AND event_key = ${event.eventKey}`;
    events.push({ ...known!, fresh: made > 0 });
    if (made === 0) continue;
    const run = { workspaceId, id: event.runId, eventId: event.id, cause: "accepted" };
    await tx.eventRun.create({ data: { ...run, createdAt: accepted.now } });
    const data = { workspaceId, eventId: event.id, runId: event.runId };
    await addToOutbox(tx, { name: "incoming-event/accepted", data });
    await recordChange(tx, workspaceId, "event", event.id);
  }
  const verdict = events.length === 0 || events.some((event) => event.fresh) ? "accepted" : "duplicate";
  await tx.webhookRequest.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      verdict,
      reason: null,
      diagnosis: null,
      matchedSecretId: accepted.secretId,
      content: accepted.content && Uint8Array.from(accepted.content),
      eventId: events[0]?.id ?? null,
      verifiedAgainAt: accepted.now,
    },
  });
  await recordChange(tx, workspaceId, "request", id);
  return { verdict, events };
}

/** Calls of every workspace whose sealed part begins with a master key's id. */
export async function readOriginalsSealedWith(
  tx: Transaction,
  keyId: string,
  limit: number,
): Promise<{ workspaceId: string; id: string; sealed: Uint8Array }[]> {
  return tx.$queryRaw<{ workspaceId: string; id: string; sealed: Uint8Array }[]>`
    SELECT workspace_id AS "workspaceId", id, sealed_original AS sealed FROM webhook_request
    WHERE substring(sealed_original FROM 1 FOR 16) = convert_to(${keyId}, 'UTF8') LIMIT ${limit}`;
}

export async function replaceOriginal(
  tx: Transaction,
  { workspaceId, id }: { workspaceId: string; id: string },
  sealed: Uint8Array,
): Promise<void> {
  await tx.webhookRequest.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { sealedOriginal: Uint8Array.from(sealed) },
  });
}
