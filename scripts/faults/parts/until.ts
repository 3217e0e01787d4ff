import { setTimeout as sleep } from "node:timers/promises";

/**
 * Looks until there is something to see.
 * @throws Error with `what` when the time is over, caused by what the last look threw
 */
export async function until<T>(
  what: string,
  limitMs: number,
  look: () => Promise<T | undefined | false>,
  everyMs = 50,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  let failure: unknown;
  while (performance.now() < deadline) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
    } catch (error) {
      failure = error;
    }
    await sleep(everyMs);
  }
  throw new Error(`Still waiting after ${limitMs / 1000} s: ${what}.`, { cause: failure });
}

/** Counts up, and tells whoever waits for a number. */
export function createCounter() {
  const waiting: { at: number; resolve(): void }[] = [];
  let count = 0;
  return {
    count: () => count,
    add() {
      count++;
      for (const one of waiting.filter(({ at }) => at <= count)) one.resolve();
    },
    reached: (at: number) =>
      count >= at
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            waiting.push({ at, resolve });
          }),
  };
}

export const quantile = (values: number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? 0;
