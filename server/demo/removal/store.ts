import { setTimeout as sleep } from "node:timers/promises";
import { Prisma } from "../../../prisma/generated/client.ts";
import { postgresCode } from "../../errors.ts";
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
const mostRounds = 20;
const betweenRoundsMs = 250;

/** From now on nobody sees the workspace, and nothing more is taken for it. */
export async function closeDemo(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.workspace.update({ where: { id: workspaceId }, data: { demo: "removing" } });
  await tx.endpoint.updateMany({ where: { workspaceId }, data: { enabled: false } });
  await tx.outbox.deleteMany({ where: { workspaceId } });
  await tx.membership.deleteMany({ where: { workspaceId } });
}

/**
 * Deletes the workspace with all that is in it, in pieces; stopped half-way, it goes on from there. Runs that were under
 * way write a little longer, and each step that finds its conversation gone is their last: a few rounds outlast them.
 */
export async function deleteDemo(tx: Transaction, workspaceId: string, staff: string[]): Promise<void> {
  for (let round = 1; ; round++)
    try {
      await deleteRows(tx, workspaceId);
      break;
    } catch (error) {
      if (round === mostRounds || !isReferredTo(error)) throw error;
      await sleep(betweenRoundsMs);
    }
  await tx.user.deleteMany({
    where: { email: { in: staff }, passwordHash: null, memberships: { none: {} } },
  });
}

async function deleteRows(tx: Transaction, workspaceId: string): Promise<void> {
  for (const table of largeTables) {
    const name = Prisma.raw(`"${table}"`);
    const piece = Prisma.sql`DELETE FROM ${name} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${name} WHERE workspace_id = ${workspaceId}::uuid LIMIT ${atOnce}))`;
    // A row that somebody changes at the same time is left to the next piece.
    while ((await tx.$executeRaw(piece)) > 0);
  }
  await tx.workspace.deleteMany({ where: { id: workspaceId } });
}

/** A row that another one, written meanwhile, refers to. */
function isReferredTo(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "P2003" || /^23(503|001)$/.test(postgresCode(error));
}
