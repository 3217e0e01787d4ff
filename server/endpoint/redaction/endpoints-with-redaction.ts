import type { Transaction } from "../../platform/database.ts";
import { readRedacting } from "../store.ts";
import { type Redaction, redactionOf } from "./redaction.ts";

/** The endpoints, of every workspace, that hide fields of their bodies. */
export async function endpointsWithRedaction(
  tx: Transaction,
): Promise<{ workspaceId: string; id: string; redaction: Redaction }[]> {
  const rows = await readRedacting(tx);
  return rows.flatMap((row) => {
    const redaction = redactionOf(row);
    return redaction ? [{ workspaceId: row.workspaceId, id: row.id, redaction }] : [];
  });
}
