import { Prisma } from "../../../prisma/generated/client.ts";
import type { Transaction } from "../../platform/database.ts";

/** What may have grown large, those that refer to others first; the rest goes with the workspace's own row. */
const largeTables = [
  "citation",
  "message",
  "delivery_attempt",
  "delivery",
  "suggestion",
  "conversation",
  "contact",
  "event_step",
  "event_search",
  "event_run",
  "incoming_event",
  "webhook_request",
  "posting",
  "chunk_embedding",
  "audit_entry",
  "change",
];
/** Small enough for a statement of milliseconds. */
const atOnce = 1000;

/** From now on nobody sees the workspace, and nothing more is taken for it. */
export async function closeDemo(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.workspace.update({ where: { id: workspaceId }, data: { demo: "removing" } });
  await tx.endpoint.updateMany({ where: { workspaceId }, data: { enabled: false } });
  await tx.outbox.deleteMany({ where: { workspaceId } });
  await tx.membership.deleteMany({ where: { workspaceId } });
}

/** Deletes the workspace with all that is in it, in pieces; stopped half-way, it goes on from there. */
export async function deleteDemo(tx: Transaction, workspaceId: string, staff: string[]): Promise<void> {
  for (const table of largeTables) {
    const name = Prisma.raw(`"${table}"`);
    const piece = Prisma.sql`DELETE FROM ${name} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${name} WHERE workspace_id = ${workspaceId}::uuid LIMIT ${atOnce}))`;
    while ((await tx.$executeRaw(piece)) === atOnce);
  }
  await tx.workspace.deleteMany({ where: { id: workspaceId } });
  await tx.user.deleteMany({
    where: { email: { in: staff }, passwordHash: null, memberships: { none: {} } },
  });
}
