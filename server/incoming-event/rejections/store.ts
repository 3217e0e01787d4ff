import type { Transaction } from "../../platform/database.ts";
import type { Rejection } from "../reception/store.ts";

/** Adds to the row that stands for the rejections of a minute beyond those kept whole. */
export async function countRejections(
  tx: Transaction,
  row: { id: string; workspaceId: string; endpointId: string; minute: Date; count: number } & Rejection,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO webhook_request AS counted (id, workspace_id, endpoint_id, method, url, headers, body_size, verdict, reason,
      diagnosis, status, duration_ms, count, received_at)
    VALUES (${row.id}::uuid, ${row.workspaceId}::uuid, ${row.endpointId}::uuid, 'POST', '', '[]', 0, 'rejected', ${row.reason},
      ${row.diagnosis}, ${row.status}, 0, ${row.count}, ${row.minute})
    ON CONFLICT (workspace_id, id) DO UPDATE SET count = counted.count + excluded.count`;
}

/** Deletes up to `limit` rejected calls received before `before`, of every workspace. */
export async function deleteRejections(tx: Transaction, before: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM webhook_request r USING (
      SELECT workspace_id, id FROM webhook_request WHERE verdict = 'rejected' AND received_at < ${before} LIMIT ${limit}) old
    WHERE r.workspace_id = old.workspace_id AND r.id = old.id`;
}

/** Empties the bodies of an endpoint's rejected calls beyond the newest `bytes`; the rows stay. */
export async function dropRejectedBodies(
  tx: Transaction,
  endpointId: string,
  bytes: number,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE webhook_request r SET body = NULL FROM (
      SELECT workspace_id, id, sum(body_size) OVER (ORDER BY id DESC) AS total FROM webhook_request
      WHERE endpoint_id = ${endpointId}::uuid AND verdict = 'rejected' AND body IS NOT NULL) kept
    WHERE r.workspace_id = kept.workspace_id AND r.id = kept.id AND kept.total > ${bytes}`;
}

/** Endpoints whose rejected calls hold more than `bytes` of bodies. */
export async function findLoadedEndpoints(tx: Transaction, bytes: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT endpoint_id AS id FROM webhook_request WHERE verdict = 'rejected' AND body IS NOT NULL
    GROUP BY endpoint_id HAVING sum(body_size) > ${bytes}`;
  return rows.map((row) => row.id);
}
