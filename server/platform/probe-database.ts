import type { Database } from "./database.ts";

const patienceMs = 1000;

/** Whether the database answers within a second, shown by a cheap statement; null when it does not. */
export async function probeDatabase(database: Database): Promise<{ outboxRows: number } | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  const asked = database.pool
    .query<{ n: number }>("SELECT count(*)::int AS n FROM (SELECT 1 FROM outbox LIMIT 10000) AS waiting")
    .then(
      ({ rows }) => ({ outboxRows: rows[0]!.n }),
      () => null,
    );
  const answer = await Promise.race([asked, late]);
  clearTimeout(timer);
  return answer;
}
