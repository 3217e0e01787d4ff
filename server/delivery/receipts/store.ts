import type { Transaction } from "../../platform/database.ts";
import type { DeliveryStatus } from "../schema.ts";

export type Reported = { id: string; status: DeliveryStatus; reference: string | null };

/**
 * The reply a provider's report is about, by our own id or by a name it went under there, locked until the transaction ends;
 * null where it is none of this workspace's.
 */
export async function lockReported(
  tx: Transaction,
  workspaceId: string,
  by: { source: string; deliveryId: string | null; references: string[] },
): Promise<Reported | null> {
  const rows = await tx.$queryRaw<Reported[]>`
    SELECT id, status, sent_reference AS reference FROM delivery
    WHERE workspace_id = ${workspaceId}::uuid AND sent_source = ${by.source}
      AND (id = ${by.deliveryId}::uuid OR sent_reference = ANY (${by.references}::text[]))
    ORDER BY id DESC LIMIT 1 FOR UPDATE`;
  return rows[0] ?? null;
}

/** Writes down what was reported; `status` where that changes it. */
export async function writeReceipt(
  tx: Transaction,
  workspaceId: string,
  id: string,
  { status, text, at }: { status: DeliveryStatus | null; text: string | null; at: Date },
): Promise<void> {
  await tx.delivery.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      receiptAt: at,
      receiptText: text,
      ...(status && { status, nextAttemptAt: null, waitsFor: null, turnAt: null }),
      updatedAt: at,
    },
    select: { id: true },
  });
}
