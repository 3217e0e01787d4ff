import { setTimeout as sleep } from "node:timers/promises";
import { type Desk, openDesk } from "../parts/desk.ts";
import { tickets, withRepeats } from "../parts/load.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";
import type { Stage } from "../parts/stage.ts";

const lostAnswers = 0.025;

/** Kills the process a moment after each of `milestones`; the longest time until it took events again. */
async function killAt(stage: Stage, desk: Desk, milestones: Promise<void>[]): Promise<number> {
  let longest = 0;
  for (const milestone of milestones) {
    await milestone;
    await sleep(stage.random() * 200);
    await desk.app.kill("SIGKILL");
    longest = Math.max(longest, await desk.app.start());
  }
  return longest;
}

/** Half of the kills while events come in, half while they are worked off, at counts chosen by chance. */
export const processKilled: Scenario = {
  name: "process killed at random moments",
  covers: ["F01", "F02", "F03", "F25"],
  databases: ["PGlite", "PostgreSQL"],
  bounded: ["PGlite"],
  async run(stage) {
    const [events, kills] = stage.full ? [4000, 10] : [120, 3];
    // The receiver keeps the effect and loses the answer, once a key at the most.
    const desk = await openDesk(stage, {
      manner: (_, call) => (call === 1 && stage.random() < lostAnswers ? "drop after the effect" : "ok"),
    });
    await desk.answerByItself(null, "/shop");
    const limitMs = stage.full ? 1_500_000 : 150_000;
    const load = desk.load(withRepeats(tickets("kill", events), 0.2, stage.random), { limitMs });
    const moments = (count: number, most: number) =>
      Array.from({ length: count }, () => Math.ceil(stage.random() * most)).sort((a, b) => a - b);
    const whileReceiving = moments(Math.ceil(kills / 2), events * 1.2);
    const whileWorking = moments(Math.floor(kills / 2), events * 0.9);
    const recoverMs = await killAt(stage, desk, [
      ...whileReceiving.map((count) => load.acknowledged.reached(count)),
      ...whileWorking.map((count) => desk.receiver.made.reached(count)),
    ]);
    const outcome = await settle(desk, [load], { limitMs, delivered: true });
    return { ...outcome, recoverMs, note: `${kills} kills, ${outcome.note}` };
  },
};
