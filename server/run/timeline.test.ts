import { expect, test } from "vitest";
import type { RunAttempt, RunDetail, RunStep } from "../platform/durable-runs.ts";
import { timelineOf } from "./timeline.ts";

const zero = new Date("2026-01-01T00:00:00Z").getTime();
const at = (ms: number) => new Date(zero + ms);

function run(over: Partial<RunDetail>): RunDetail {
  return {
    id: "run",
    functionId: "app-f",
    functionName: "F",
    status: "completed",
    eventName: "go",
    createdAt: at(0),
    startedAt: at(10),
    endedAt: at(100),
    rerunOf: null,
    settledAt: null,
    event: { id: "e", name: "go", data: {}, ts: zero },
    output: null,
    error: null,
    steps: [],
    attempts: [],
    ...over,
  };
}
const step = (id: string, from: number, to: number | null, over: Partial<RunStep> = {}): RunStep => ({
  id,
  op: "StepRun",
  name: id,
  status: "completed",
  startedAt: at(from),
  endedAt: to === null ? null : at(to),
  dueAt: null,
  output: null,
  error: null,
  ...over,
});
const failure = (stepId: string | null, number: number, from: number, to: number): RunAttempt => ({
  number,
  stepId,
  stepName: stepId,
  startedAt: at(from),
  endedAt: at(to),
  error: { name: "Error", message: `broken ${number}` },
});

test("queue time and execution time are told apart, step by step", () => {
  const line = timelineOf(run({ steps: [step("a", 30, 50), step("b", 60, 90)] }), at(500));
  expect(
    line.rows.map(({ name, queuedMs, runningMs, waitingMs }) => [name, queuedMs, runningMs, waitingMs]),
  ).toEqual([
    ["a", 30, 20, 0],
    ["b", 10, 30, 0],
  ]);
  // From 90 to its end the function itself ran.
  expect(line).toMatchObject({ lengthMs: 100, queuedMs: 40, runningMs: 60, waitingMs: 0 });
  expect(line.spans.map(({ kind, from, to }) => `${kind} ${from}-${to}`)).toEqual([
    "queued 0-30",
    "running 30-50",
    "queued 50-60",
    "running 60-100",
  ]);
});

test("between two tries a step waits; every try is listed with its error", () => {
  const line = timelineOf(
    run({ steps: [step("a", 70, 80)], attempts: [failure("a", 0, 10, 20), failure("a", 1, 40, 50)] }),
    at(500),
  );
  expect(line.rows[0]?.spans.map(({ kind, from, to }) => `${kind} ${from}-${to}`)).toEqual([
    "queued 0-10",
    "failed 10-20",
    "waiting 20-40",
    "failed 40-50",
    "waiting 50-70",
    "running 70-80",
  ]);
  expect(line.rows[0]?.attempts.map(({ number, durationMs, error }) => [number, durationMs, error])).toEqual([
    [1, 10, "broken 0"],
    [2, 10, "broken 1"],
    [3, 10, null],
  ]);
  expect(line).toMatchObject({ queuedMs: 10, runningMs: 50, waitingMs: 40 });
});

test("a sleep that nobody took up in time stood in the queue for the rest", () => {
  const nap = step("nap", 20, 80, { op: "Sleep", dueAt: at(60) });
  const [row] = timelineOf(run({ steps: [nap] }), at(500)).rows;
  expect(row).toMatchObject({ kind: "sleep", waitingMs: 40, queuedMs: 20, runningMs: 0, attempts: [] });
});

test("parallel steps overlap; the whole counts no millisecond twice", () => {
  const line = timelineOf(run({ steps: [step("a", 10, 60), step("b", 10, 90)] }), at(500));
  expect(line.rows.map(({ runningMs }) => runningMs)).toEqual([50, 80]);
  expect(line).toMatchObject({ queuedMs: 10, runningMs: 90, waitingMs: 0 });
});

test("what has not ended is told up to now", () => {
  const wait = step("answer", 20, null, { op: "WaitForEvent", status: "waiting", dueAt: at(9000) });
  const line = timelineOf(run({ endedAt: null, status: "waiting", steps: [wait] }), at(1000));
  expect(line.rows[0]).toMatchObject({ kind: "event", waitingMs: 980 });
  expect(line).toMatchObject({ lengthMs: 1000, queuedMs: 10, runningMs: 10, waitingMs: 980 });
  const queued = timelineOf(run({ endedAt: null, startedAt: null, status: "queued" }), at(1000));
  expect(queued).toMatchObject({ queuedMs: 1000, runningMs: 0, rows: [] });
});

test("a function that fails without a step is a row of its own", () => {
  const line = timelineOf(
    run({ endedAt: null, status: "waiting", attempts: [failure(null, 0, 10, 20)] }),
    at(100),
  );
  expect(line.rows[0]).toMatchObject({ name: "F", kind: "function", status: "retrying", waitingMs: 80 });
});

test("clocks that disagree give no negative times", () => {
  const line = timelineOf(run({ startedAt: at(-5), steps: [step("a", -5, 3)] }), at(500));
  for (const { from, to } of [...line.spans, ...line.rows.flatMap(({ spans }) => spans)]) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeGreaterThanOrEqual(from);
  }
});
