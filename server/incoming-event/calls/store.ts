import type { redactionOf } from "../../endpoint/redaction/redaction.ts";
import type { Transaction } from "../../platform/database.ts";
import type { RequestVerdict, WebhookRequest, WebhookRequestSummary } from "../schema.ts";

const summaryFields = {
  id: true,
  endpointId: true,
  method: true,
  url: true,
  bodySize: true,
  remoteAddress: true,
  verdict: true,
  reason: true,
  diagnosis: true,
  status: true,
  matchedSecretId: true,
  eventId: true,
  durationMs: true,
  count: true,
  verifiedAgainAt: true,
  receivedAt: true,
} as const;

type RedactingEndpoint = Parameters<typeof redactionOf>[0];

/** As it is kept; `isRedacted` when values were taken out of it. */
export type StoredRequest = Omit<WebhookRequest, "redacted"> & {
  isRedacted: boolean;
  endpoint: RedactingEndpoint;
};

type EventRequest = Pick<WebhookRequest, "url" | "headers" | "body" | "content"> &
  RedactingEndpoint & { position: number; source: string };

/** The bytes an event came with, how its URL and headers were received (credentials masked), and its place among them. */
export async function readEventRequest(
  tx: Transaction,
  workspaceId: string,
  eventId: string,
): Promise<EventRequest | null> {
  const rows = await tx.$queryRaw<EventRequest[]>`
    SELECT r.url, r.headers, r.body, r.content, e.position, p.source, p.guards, p.verification FROM incoming_event e
    JOIN endpoint p ON p.workspace_id = e.workspace_id AND p.id = e.endpoint_id
    JOIN webhook_request r ON r.workspace_id = e.workspace_id AND r.id = e.request_id
    WHERE e.workspace_id = ${workspaceId}::uuid AND e.id = ${eventId}::uuid`;
  return rows[0] ?? null;
}

export async function readRequest(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<StoredRequest | null> {
  const row = await tx.webhookRequest.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      ...summaryFields,
      headers: true,
      body: true,
      content: true,
      redacted: true,
      endpoint: { select: { guards: true, verification: true } },
    },
  });
  if (!row) return null;
  const { endpoint, redacted, ...call } = row;
  return {
    ...call,
    verdict: row.verdict as RequestVerdict,
    headers: row.headers as WebhookRequest["headers"],
    isRedacted: redacted,
    endpoint: endpoint as RedactingEndpoint,
  };
}

export async function pageOfRequests(
  tx: Transaction,
  workspaceId: string,
  filter: { endpointId?: string; verdict?: RequestVerdict },
  page: { beforeId: string | undefined; take: number },
): Promise<WebhookRequestSummary[]> {
  const rows = await tx.webhookRequest.findMany({
    where: { workspaceId, ...filter, ...(page.beforeId ? { id: { lt: page.beforeId } } : {}) },
    orderBy: { id: "desc" },
    take: page.take,
    select: summaryFields,
  });
  return rows.map((row) => ({ ...row, verdict: row.verdict as RequestVerdict }));
}
