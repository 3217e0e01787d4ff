import type { Context } from "../../context.ts";
import type { Database } from "../../platform/database.ts";
import { once } from "../../platform/registry.ts";
import { type EventState, readEventStates } from "../store.ts";

type Watcher = (state: EventState) => void;

const pollMs = 1000;
/** Commits come in bursts: one look serves those within this time. */
const settleMs = 10;

const perDatabase = once("watched-events", () => new WeakMap<Database, ReturnType<typeof watchAll>>());

/**
 * Tells where an event stands, at first and after changes, until the returned function is called. Everyone who watches in
 * this process shares one statement a look.
 */
export function watchEvent(
  { workspaceId, platform: { database, logger } }: Pick<Context, "workspaceId" | "platform">,
  eventId: string,
  watcher: Watcher,
): () => void {
  let watched = perDatabase.get(database);
  if (!watched) {
    watched = watchAll(database, (error) => logger.warn({ err: error }, "webhook.watch_failed"));
    perDatabase.set(database, watched);
  }
  return watched.add({ workspaceId, id: eventId }, watcher);
}

function watchAll(database: Database, onError: (error: unknown) => void) {
  const watched = new Map<string, { workspaceId: string; id: string; watchers: Set<Watcher> }>();
  let looking: NodeJS.Timeout | undefined;
  let stopListening: (() => void) | undefined;
  let poll: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    looking = undefined;
    try {
      for (const state of await readEventStates(database.prisma, [...watched.values()]))
        for (const watcher of [...(watched.get(state.id)?.watchers ?? [])]) watcher(state);
    } catch (error) {
      onError(error);
    }
  }
  function lookSoon(): void {
    looking ??= setTimeout(look, settleMs);
  }

  return {
    add(event: { workspaceId: string; id: string }, watcher: Watcher): () => void {
      const entry = watched.get(event.id) ?? { ...event, watchers: new Set<Watcher>() };
      watched.set(event.id, entry);
      entry.watchers.add(watcher);
      stopListening ??= database.listen("firstline_change", lookSoon);
      poll ??= setInterval(lookSoon, pollMs);
      lookSoon();
      return () => {
        entry.watchers.delete(watcher);
        if (entry.watchers.size === 0) watched.delete(event.id);
        if (watched.size > 0) return;
        stopListening?.();
        clearInterval(poll);
        clearTimeout(looking);
        stopListening = poll = looking = undefined;
      };
    },
  };
}
