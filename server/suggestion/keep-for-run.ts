import type { Context } from "../context.ts";
import { once } from "../platform/registry.ts";

const mostKept = 200;

/**
 * Keeps what one step of a run read for the steps after it, in this process and for a while. A run that goes on in another
 * process, later, or beside hundreds of others, reads again: the rows decide. What failed is not kept.
 * @param name what is kept, unique in the process
 * @param keptMs for how long, in milliseconds
 * @returns a reader that calls `read` the first time a run's key is asked for
 */
export function keepForRun<T>(
  name: string,
  keptMs: number,
): (ctx: Context, of: { runId: string } & object, read: () => Promise<T>) => Promise<T> {
  const runs = () =>
    once(`kept-for-run ${name}`, () => new Map<string, { reading: Promise<T>; timer: NodeJS.Timeout }>());
  return (ctx, of, read) => {
    const kept = runs();
    const key = JSON.stringify([ctx.workspaceId, of]);
    const known = kept.get(key);
    if (known) return known.reading;
    /** With its timer, which would hold on to it. */
    const forget = (one: string) => {
      clearTimeout(kept.get(one)?.timer);
      kept.delete(one);
    };
    const reading = read();
    kept.set(key, { reading, timer: setTimeout(forget, keptMs, key).unref() });
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      forget(oldest);
    }
    reading.catch(() => {
      if (kept.get(key)?.reading === reading) forget(key);
    });
    return reading;
  };
}
