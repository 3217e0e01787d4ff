import type { Transaction } from "./database.ts";

export type Window = { limit: number; seconds: number };

/**
 * Counts one use of `key` in a window that begins with its first use, shared by every process through the database's
 * clock. Refused uses count too, but never lengthen the window.
 */
export async function takeFromWindow(
  db: Transaction,
  key: string,
  window: Window,
): Promise<{ allowed: boolean; count: number; retryAfterSeconds: number }> {
  const rows = await db.$queryRaw<{ count: number; seconds: number }[]>`
    INSERT INTO rate_limit AS held (key, count, window_ends_at)
    VALUES (${key}, 1, now() + make_interval(secs => ${window.seconds}))
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN held.window_ends_at <= now() THEN 1 ELSE held.count + 1 END,
      window_ends_at = CASE WHEN held.window_ends_at <= now() THEN excluded.window_ends_at ELSE held.window_ends_at END
    RETURNING count, ceil(extract(epoch FROM window_ends_at - now()))::int AS seconds`;
  const { count, seconds } = rows[0]!;
  // The table holds what is still counted and little else: whoever opens a window sweeps the forgotten ones.
  if (count === 1)
    await db.$executeRaw`DELETE FROM rate_limit WHERE window_ends_at < now() - interval '1 hour'`;
  return { allowed: count <= window.limit, count, retryAfterSeconds: Math.max(1, seconds) };
}

/** Gives one use back, for a use that turned out not to be what the window is about. */
export async function returnToWindow(db: Transaction, key: string): Promise<void> {
  await db.$executeRaw`UPDATE rate_limit SET count = count - 1 WHERE key = ${key} AND count > 0`;
}

/**
 * Takes up to `wanted` uses from an allowance that fills up evenly: as many at once as a minute allows, then one every
 * 60 s / perMinute, for every process together and by the database's clock. `window_ends_at` is when it will be full again
 * (the theoretical arrival time of GCRA, ITU-T I.371 annex A).
 * @returns how many of them may go on, and after how many seconds the next may
 */
export async function takeFromAllowance(
  db: Transaction,
  key: string,
  { perMinute, wanted }: { perMinute: number; wanted: number },
): Promise<{ allowed: number; retryAfterSeconds: number }> {
  const each = 60 / perMinute;
  const rows = await db.$queryRaw<{ allowed: number; seconds: number }[]>`
    INSERT INTO rate_limit AS held (key, count, window_ends_at)
    VALUES (${key}, least(${wanted}::int, ${perMinute}::int), now() + least(${wanted}::int, ${perMinute}::int) * make_interval(secs => ${each}))
    ON CONFLICT (key) DO UPDATE SET (count, window_ends_at) = (
      SELECT taken, full_at + taken * make_interval(secs => ${each})
      FROM (SELECT greatest(held.window_ends_at, now()) AS full_at) f,
      LATERAL (SELECT greatest(0, least(${wanted}::int,
        floor(round(60 - extract(epoch FROM full_at - now()), 3) / ${each}::numeric)::int)) AS taken) t)
    RETURNING count AS allowed,
      ceil(extract(epoch FROM window_ends_at - now()) + ${each}::numeric - 60)::int AS seconds`;
  const { allowed, seconds } = rows[0]!;
  return { allowed, retryAfterSeconds: Math.max(1, seconds) };
}
