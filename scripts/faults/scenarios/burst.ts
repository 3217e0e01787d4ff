import { setTimeout as sleep } from "node:timers/promises";
import { openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import { residentMb } from "../parts/processes.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";
import { quantile } from "../parts/until.ts";

const mostMb = 1500;
const mostGrowth = 1.3;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

/** How much more memory the last quarter of the working-off takes than its first. */
function growthOf(memory: number[]): number {
  const worked = memory.slice(Math.floor(memory.length / 3));
  const quarter = Math.max(1, Math.floor(worked.length / 4));
  return mean(worked.slice(-quarter)) / Math.max(mean(worked.slice(0, quarter)), 1);
}

/** Ten times what is usual: all of it is taken or asked to come later, worked off, and memory does not grow with it. */
export const burst: Scenario = {
  name: "burst",
  covers: ["F22"],
  databases: ["PGlite", "PostgreSQL"],
  bounded: ["PGlite"],
  async run(stage) {
    const [events, perSecond] = stage.full ? [12_000, 200] : [300, 200];
    const desk = await openDesk(stage);
    const { app } = desk;
    const memory: number[] = [];
    const inboxMs: number[] = [];
    let missed = 0;
    let watching = true;
    const watch = async () => {
      while (watching) {
        memory.push(residentMb(app.pid() ?? 0));
        const begun = performance.now();
        await app.api("GET", "/api/v1/conversations?limit=50").catch(() => missed++);
        inboxMs.push(performance.now() - begun);
        await sleep(500);
      }
    };
    const watched = watch();
    const startedAt = performance.now();
    const limitMs = stage.full ? 1_500_000 : 120_000;
    const load = desk.load(tickets("burst", events), { limitMs, connections: 64, perSecond });
    let takenMs = 0;
    try {
      await load.done;
      takenMs = performance.now() - startedAt;
      await desk.drained(limitMs);
    } finally {
      watching = false;
      await watched;
    }
    const recoverMs = performance.now() - startedAt - takenMs;
    const broken: string[] = [];
    const most = Math.max(...memory);
    const growth = growthOf(memory);
    // A short run is still warming up: its memory is told, not judged.
    if (stage.full && most > mostMb) broken.push(`It held ${most.toFixed(0)} MB.`);
    if (stage.full && growth > mostGrowth)
      broken.push(`Memory grew by ${((growth - 1) * 100).toFixed(0)} % on the way.`);
    const outcome = await settle(desk, [load], { limitMs });
    const figures = [
      `recovered: worked off; taken in ${(takenMs / 1000).toFixed(0)} s`,
      `acks p99 ${quantile(load.ackMs, 0.99).toFixed(0)} ms`,
      `${load.statuses.get(503) ?? 0} × 503`,
      `inbox p95 ${quantile(inboxMs, 0.95).toFixed(0)} ms, ${missed} refused`,
      `at most ${most.toFixed(0)} MB, × ${growth.toFixed(2)} on the way`,
    ];
    return { ...outcome, recoverMs, note: figures.join(", "), broken: [...broken, ...outcome.broken] };
  },
};
