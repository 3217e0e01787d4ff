import { expect, test } from "vitest";
import type { TimelineEntry } from "../../server/incoming-event/schema.ts";
import { timeRun } from "./run-timing.ts";

const at = (ms: number) => new Date(1_000_000 + ms);
const run = { id: "r", cause: "accepted" as const, createdAt: at(0) };
const step = (startedAt: number, durationMs: number | null, status: TimelineEntry["status"] = "ok") => ({
  ...{ runId: "r", cause: "accepted" as const, step: "s", attempt: 1, error: null },
  ...{ status, startedAt: at(startedAt), durationMs },
});

test("the wait before each attempt and the attempt itself add up to the run", () => {
  const timed = timeRun(run, [step(40, 10), step(50, 100, "failed"), step(1150, 50)], 0);
  expect(timed.steps.map(({ queuedMs }) => queuedMs)).toEqual([40, 0, 1000]);
  expect(timed).toMatchObject({ queuedMs: 1040, runningMs: 160, lengthMs: 1200 });
  expect(timed.spans).toEqual([
    { kind: "queued", from: 0, to: 40 },
    { kind: "running", from: 40, to: 50 },
    { kind: "failed", from: 50, to: 150 },
    { kind: "queued", from: 150, to: 1150 },
    { kind: "running", from: 1150, to: 1200 },
  ]);
});

test("what is still running counts up to now; nothing is negative when clocks disagree", () => {
  expect(timeRun(run, [step(10, null, "running")], 1_000_500)).toMatchObject({
    runningMs: 490,
    queuedMs: 10,
  });
  expect(timeRun(run, [step(-20, 5)], 0)).toMatchObject({ queuedMs: 0, runningMs: 5 });
  expect(timeRun(run, [], 0)).toMatchObject({ queuedMs: 0, runningMs: 0, lengthMs: 1, spans: [] });
});
