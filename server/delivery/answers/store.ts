import type { SentTo } from "../../channel/kinds/answers.ts";
import type { Transaction } from "../../platform/database.ts";
import type { SentReply } from "./rules.ts";

/** Writes down to whom a delivery goes, in the provider's words, before it goes; null where no answer will come back. */
export async function noteRecipient(
  tx: Transaction,
  workspaceId: string,
  id: string,
  to: (SentTo & { source: string }) | null,
): Promise<void> {
  await tx.delivery.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      sentSource: to?.source ?? null,
      sentAccount: to?.account ?? null,
      sentTo: to?.address ?? null,
      sentReference: to?.reference ?? null,
    },
    select: { id: true },
  });
}

/** The name the provider gave to what it took. */
export async function noteReference(
  tx: Transaction,
  workspaceId: string,
  id: string,
  reference: string,
): Promise<void> {
  await tx.delivery.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { sentReference: reference },
    select: { id: true },
  });
}

const mostReplies = 50;

/** Replies that may have reached any of these addresses, or go by any of these names; the newest 50. */
export async function repliesSentTo(
  tx: Transaction,
  workspaceId: string,
  by: { source: string; addresses: string[]; references: string[] },
): Promise<SentReply[]> {
  return tx.$queryRaw`
    SELECT d.id AS "deliveryId", d.conversation_id AS "conversationId", c.status AS "conversationStatus",
      d.sent_account AS account, d.sent_to AS address, d.sent_reference AS reference, a.started_at AS "sentAt"
    FROM delivery d
    JOIN conversation c ON c.workspace_id = d.workspace_id AND c.id = d.conversation_id
    JOIN LATERAL (
      SELECT min(started_at) AS started_at FROM delivery_attempt
      WHERE workspace_id = d.workspace_id AND delivery_id = d.id AND outcome <> 'failed') a ON a.started_at IS NOT NULL
    WHERE d.workspace_id = ${workspaceId}::uuid AND d.sent_source = ${by.source}
      AND (d.sent_to = ANY (${by.addresses}::text[]) OR d.sent_reference = ANY (${by.references}::text[]))
    ORDER BY d.id DESC LIMIT ${mostReplies}`;
}

/** The channel by which the conversation's newest reply to this provider went, unless it was deleted. */
export async function channelTowards(
  tx: Transaction,
  workspaceId: string,
  { conversationId, source }: { conversationId: string; source: string },
): Promise<string | null> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM delivery d JOIN channel c ON c.workspace_id = d.workspace_id AND c.id = d.channel_id
    WHERE d.workspace_id = ${workspaceId}::uuid AND d.conversation_id = ${conversationId}::uuid
      AND d.sent_source = ${source} AND c.deleted_at IS NULL
    ORDER BY d.id DESC LIMIT 1`;
  return found[0]?.id ?? null;
}
