import { setTimeout as sleep } from "node:timers/promises";
import { type Desk, endpointKey } from "./desk.ts";
import { tickets } from "./load.ts";
import { until } from "./until.ts";

/** A refusal comes within two seconds; half a second is this machine's. */
const longestRefusalMs = 2500;
const longestHealthMs = 5000;

/** Posts one event until it is taken; the milliseconds from now until then. */
export async function probe(desk: Desk, key: string, limitMs: number): Promise<number> {
  const startedAt = performance.now();
  const [event] = tickets(key, 1);
  await until("an event is taken", limitMs, async () => {
    const answer = await desk.app.post(endpointKey, desk.secret, event!);
    await answer.arrayBuffer();
    return answer.ok;
  });
  return performance.now() - startedAt;
}

/** Asks for `forMs` while the database is away: every answer a 503 with Retry-After in time, and the health red. */
export async function watchOutage(desk: Desk, forMs: number, prefix: string) {
  const broken: string[] = [];
  const odd = new Set<string>();
  const startedAt = performance.now();
  const over = () => performance.now() > startedAt + forMs;
  let [refused, slowestMs, redAfterMs] = [0, 0, Number.POSITIVE_INFINITY];
  const lane = async (number: number) => {
    for (let count = 0; !over(); count++) {
      const begun = performance.now();
      const [event] = tickets(`${prefix}-${number}-${count}`, 1);
      const answer = await desk.app.post(endpointKey, desk.secret, event!).catch(() => undefined);
      slowestMs = Math.max(slowestMs, performance.now() - begun);
      if (answer?.status === 503 && Number(answer.headers.get("retry-after")) > 0) refused++;
      else odd.add(answer ? `${answer.status}` : "a broken connection");
      await answer?.arrayBuffer();
      await sleep(50);
    }
  };
  const health = async () => {
    while (!over() && redAfterMs === Number.POSITIVE_INFINITY) {
      const { status } = await fetch(`${desk.app.origin}/api/health`);
      if (status === 503) redAfterMs = performance.now() - startedAt;
      else await sleep(50);
    }
  };
  await Promise.all([lane(0), lane(1), lane(2), lane(3), health()]);
  if (odd.size > 0) broken.push(`Without the database the answer was ${[...odd].join(" or ")}.`);
  if (slowestMs > longestRefusalMs) broken.push(`A refusal took ${slowestMs.toFixed(0)} ms.`);
  if (redAfterMs > longestHealthMs) broken.push("The health stayed green without the database.");
  return { refused, slowestMs, broken };
}
