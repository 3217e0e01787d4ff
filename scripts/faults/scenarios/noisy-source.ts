import { setTimeout as sleep } from "node:timers/promises";
import { newSecret } from "../../../server/testing/start-app.ts";
import { openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";
import { quantile } from "../parts/until.ts";

const ratePerMinute = 600;
const lanes = 16;

/** One endpoint is shouted at, beyond its limit; another one's events are taken and answered as ever. */
export const noisySource: Scenario = {
  name: "one noisy source",
  covers: ["F23"],
  databases: ["PGlite", "PostgreSQL"],
  async run(stage) {
    const limitMs = 600_000;
    const [events, perSecond] = [150, 5];
    const desk = await openDesk(stage);
    const { app } = desk;
    const secret = newSecret();
    await app.api("POST", "/api/v1/endpoints", {
      key: "noisy",
      name: "Noisy",
      verification: { scheme: "standard-webhooks", secret },
      guards: { rate_per_minute: ratePerMinute },
    });
    const quiet = desk.load(tickets("quiet", events), { limitMs, perSecond });
    await quiet.done;
    await desk.drained(limitMs);

    const answers = new Map<number, number>();
    let unguided = 0;
    let shouting = true;
    let count = 0;
    const startedAt = performance.now();
    const shout = async () => {
      while (shouting) {
        const [event] = tickets(`noise-${count++}`, 1);
        const answer = await app.post("noisy", secret, event!);
        await answer.arrayBuffer();
        answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
        if (answer.status === 429 && !(Number(answer.headers.get("retry-after")) > 0)) unguided++;
        // 16 lanes of about 30 a second: 500 a second.
        await sleep(lanes * 2);
      }
    };
    const noise = Promise.all(Array.from({ length: lanes }, shout));
    const beside = desk.load(tickets("beside", events), { limitMs, perSecond });
    try {
      await beside.done;
    } finally {
      shouting = false;
    }
    await noise;
    const minutes = (performance.now() - startedAt) / 60_000;
    const taken = answers.get(202) ?? 0;
    const broken: string[] = [];
    // A limit by the minute lets a minute's worth through at once, and then as much a minute.
    if (taken > ratePerMinute * (minutes + 1)) broken.push(`${taken} of the noise were taken.`);
    if (unguided > 0) broken.push(`${unguided} refusals came without Retry-After.`);
    const odd = [...answers.keys()].filter((status) => status !== 202 && status !== 429);
    if (odd.length > 0) broken.push(`The noise was answered ${odd.join(", ")}.`);
    const [before, during] = [quiet, beside].map(({ ackMs }) => quantile(ackMs, 0.95)) as [number, number];
    if (during > Math.max(2 * before, 100))
      broken.push(`Beside the noise acks took ${during.toFixed(0)} ms at p95.`);
    const outcome = await settle(desk, [quiet, beside], { limitMs });
    return {
      ...outcome,
      note: `noise: ${taken} taken, ${answers.get(429) ?? 0} × 429; the other's acks p95 ${before.toFixed(0)} → ${during.toFixed(0)} ms`,
      broken: [...broken, ...outcome.broken],
    };
  },
};
