import { setTimeout as sleep } from "node:timers/promises";
import { prepareApp, type RunningApp } from "../../../server/testing/start-app.ts";
import { openDesk } from "../parts/desk.ts";
import { tickets, withRepeats } from "../parts/load.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

/** Two processes on one PostgreSQL: one is ended properly and comes back, and is then killed for good. */
export const twoProcesses: Scenario = {
  name: "two processes, one ended, then killed",
  covers: ["F01", "F20"],
  databases: ["PostgreSQL"],
  bounded: ["PostgreSQL"],
  async run(stage) {
    const events = stage.full ? 2000 : 120;
    let second: RunningApp | undefined;
    const desk = await openDesk(stage, {
      others: (env) => {
        second = prepareApp(stage.port(), env, { quiet: true });
        return [second];
      },
    });
    if (!second) throw new Error("There is no second process.");
    await desk.answerByItself(null, "/shop");
    await second.start();
    const limitMs = stage.full ? 900_000 : 120_000;
    const apps = [desk.app, second];
    const load = desk.load(withRepeats(tickets("two", events), 0.2, stage.random), { limitMs, apps });
    const broken: string[] = [];
    await load.acknowledged.reached(Math.ceil(events * 0.3));
    const endedAt = performance.now();
    const code = await second.kill("SIGTERM");
    const endMs = performance.now() - endedAt;
    if (code !== 0) broken.push(`Asked to end it ended with ${code}.`);
    if (endMs > 30_000) broken.push(`Asked to end it took ${endMs.toFixed(0)} ms.`);
    await second.start();
    await load.acknowledged.reached(Math.ceil(events * 0.8));
    await sleep(stage.random() * 300);
    await second.kill("SIGKILL");
    const killedAt = performance.now();
    await load.done;
    await desk.drained(limitMs);
    const recoverMs = performance.now() - killedAt;
    const outcome = await settle(desk, [load], { limitMs, delivered: true });
    return {
      ...outcome,
      recoverMs,
      note: `SIGTERM took ${(endMs / 1000).toFixed(1)} s; recovered: everything done by the one left; ${outcome.note}`,
      broken: [...broken, ...outcome.broken],
    };
  },
};
