import { Prisma } from "../../prisma/generated/client.ts";
import type { Enqueue, InternalEvent, InternalEventName } from "../events.ts";
import type { Database, Transaction } from "./database.ts";
import { newId } from "./ids.ts";
import type { Logger } from "./logger.ts";

type Draft = {
  [Name in InternalEventName]: Omit<Extract<InternalEvent, { name: Name }>, "id">;
}[InternalEventName];

/** Writes what has to be enqueued in the transaction that made it necessary; the relay sends it after the commit. */
export async function addToOutbox(tx: Transaction, event: Draft): Promise<void> {
  await tx.outbox.create({
    data: { id: newId(), workspaceId: event.data.workspaceId, name: event.name, data: event.data },
  });
}

/** With the poll: what a dead process was about to send is sent by another within ten seconds. */
const claimSeconds = 8;
const batchSize = 100;
const pollMs = 2000;

/**
 * Sends outbox rows to the engine: at once when a commit notifies, and by polling for what a crash left behind. Several
 * processes may run one each (SKIP LOCKED); a row is claimed, sent outside any transaction, then deleted. A crash between
 * sending and deleting sends the same id again, which the engine recognises.
 */
export function startOutboxRelay(options: { database: Database; enqueue: Enqueue; logger: Logger }): {
  stop(): Promise<void>;
} {
  const { database, enqueue, logger } = options;
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;

  async function claim(): Promise<InternalEvent[]> {
    return database.prisma.$queryRaw<InternalEvent[]>`
      UPDATE outbox SET claimed_until = now() + make_interval(secs => ${claimSeconds})
      WHERE (workspace_id, id) IN (
        SELECT workspace_id, id FROM outbox WHERE claimed_until IS NULL OR claimed_until < now()
        ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)
      RETURNING id, name, data`;
  }

  async function drain(): Promise<void> {
    do {
      again = false;
      try {
        for (;;) {
          const events = stopped ? [] : await claim();
          if (events.length === 0) break;
          try {
            await enqueue(events);
          } catch (error) {
            await database.prisma
              .$executeRaw`UPDATE outbox SET claimed_until = now() + interval '1 second' WHERE id IN (${Prisma.join(events.map((e) => Prisma.sql`${e.id}::uuid`))})`;
            throw error;
          }
          await database.prisma
            .$executeRaw`DELETE FROM outbox WHERE id IN (${Prisma.join(events.map((e) => Prisma.sql`${e.id}::uuid`))})`;
        }
      } catch (error) {
        if (!stopped) logger.warn({ err: error }, "outbox.relay_failed");
        return;
      }
    } while (again && !stopped);
  }

  function wake(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = drain().finally(() => {
      running = undefined;
    });
  }

  const unlisten = database.listen("firstline_outbox", wake);
  const timer = setInterval(wake, pollMs);
  wake();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      unlisten();
      await running;
    },
  };
}
