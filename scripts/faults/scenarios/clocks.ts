import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signed } from "../../../server/testing/start-app.ts";
import { type Desk, endpointKey, openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import { type Scenario, Skipped } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

/** Posts an event signed `skew` seconds from our clock; what was answered. */
async function postAt(desk: Desk, key: string, skew: number): Promise<{ status: number; code?: string }> {
  const body = JSON.stringify(tickets(key, 1)[0]);
  const timestamp = String(Math.floor(Date.now() / 1000) + skew);
  const answer = await fetch(`${desk.app.origin}/api/webhook/v1/${endpointKey}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...signed(body, desk.secret, undefined, timestamp) },
    body,
  });
  const { error } = (await answer.json()) as { error?: { code: string } };
  return { status: answer.status, ...(error && { code: error.code }) };
}

/** Seconds from now, each a second or two away from the limit of 300, because a call takes its time. */
const skews = [-297, 299, -301, 303];

/** The sender's clock is wrong: within five minutes its events count, beyond it is told so. */
export const senderClock: Scenario = {
  name: "clock of the sender wrong",
  covers: ["F18"],
  databases: ["PGlite", "PostgreSQL"],
  bounded: ["PGlite"],
  async run(stage) {
    const desk = await openDesk(stage);
    const broken: string[] = [];
    const times = stage.full ? 25 : 3;
    let accepted = 0;
    for (const skew of skews)
      for (let time = 0; time < times; time++) {
        const { status, code } = await postAt(desk, `skew-${skew}-${time}`, skew);
        if (status === 202) accepted++;
        const good = Math.abs(skew) < 300 ? status === 202 : status === 403 && code === "timestamp_stale";
        if (!good) broken.push(`${skew} s was answered ${status} ${code ?? ""}.`);
      }
    const outcome = await settle(desk, [], { limitMs: 60_000 });
    return {
      ...outcome,
      sent: times * skews.length,
      acknowledged: accepted,
      note: "-297, +299 s accepted; -301, +303 s refused",
      broken: [...broken.slice(0, 4), ...outcome.broken],
    };
  },
};

function findFaketime(): string {
  const home = "/usr/lib";
  const found = (existsSync(home) ? readdirSync(home) : [])
    .map((folder) => join(home, folder, "faketime/libfaketime.so.1"))
    .find((path) => existsSync(path));
  if (!found) throw new Skipped("libfaketime is not installed (apt-get install libfaketime)");
  return found;
}

const jumps = { ahead: 600, back: -600, day: 25 * 3600, weeks: 40 * 86_400 };

/**
 * The machine's own clock is moved while it runs: ahead, back, a day and forty days on. Runs go on, a repeat is recognised
 * at any age, and only senders who are right about the time are believed.
 */
export const machineClock: Scenario = {
  name: "clock of the machine moved",
  covers: ["F17", "F18"],
  databases: ["PGlite", "PostgreSQL"],
  async run(stage) {
    const library = findFaketime();
    const folder = mkdtempSync(join(tmpdir(), "firstline-clock-"));
    stage.defer(() => rmSync(folder, { recursive: true }));
    const clock = join(folder, "offset");
    const move = (seconds: number) => writeFileSync(clock, `${seconds < 0 ? "" : "+"}${seconds}\n`);
    move(0);
    const desk = await openDesk(stage, {
      env: {
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: "1",
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
      },
    });
    const broken: string[] = [];
    const limitMs = 60_000;
    let accepted = 0;
    for (const [name, offset] of Object.entries(jumps)) {
      const before = await postAt(desk, `${name}-before`, 0);
      move(offset);
      const right = await postAt(desk, `${name}-right`, offset);
      const repeated = await postAt(desk, `${name}-before`, offset);
      const wrong = await postAt(desk, `${name}-wrong`, 0);
      accepted += [before, right].filter(({ status }) => status === 202).length;
      if (before.status !== 202 || right.status !== 202)
        broken.push(`${name}: the right time was answered ${before.status} and ${right.status}.`);
      if (repeated.status !== 200) broken.push(`${name}: a repeat was answered ${repeated.status}.`);
      if (wrong.code !== "timestamp_stale")
        broken.push(`${name}: the wrong time was answered ${wrong.status}.`);
      await desk.drained(limitMs);
      move(0);
    }
    const outcome = await settle(desk, [], { limitMs });
    return {
      ...outcome,
      sent: Object.keys(jumps).length * 4,
      acknowledged: accepted,
      note: "+10 min, -10 min, +25 h, +40 d, each with a repeat",
      broken: [...broken.slice(0, 4), ...outcome.broken],
    };
  },
};
