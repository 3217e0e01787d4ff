import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { keepForRun } from "./keep-for-run.ts";

test("what a run read is read once for its steps, for a while; another run, another question and a failure read again", async () => {
  const ctx = await testContext();
  const kept = keepForRun<number>(newId(), 300);
  let reads = 0;
  const read = async () => ++reads;
  const run = { runId: newId() };
  expect(await Promise.all([kept(ctx, run, read), kept(ctx, run, read)])).toEqual([1, 1]);
  expect(await kept(ctx, { ...run, query: "other" } as typeof run, read)).toBe(2);
  expect(await kept(ctx, { runId: newId() }, read)).toBe(3);
  const failing = { runId: newId() };
  await expect(kept(ctx, failing, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await kept(ctx, failing, read)).toBe(4);
  await sleep(400);
  expect(await kept(ctx, run, read)).toBe(5);
});

test("a burst of runs does not pile up", async () => {
  const ctx = await testContext();
  const kept = keepForRun<number>(newId(), 60_000);
  const runs = Array.from({ length: 201 }, () => ({ runId: newId() }));
  let reads = 0;
  const cleared = vi.spyOn(globalThis, "clearTimeout");
  for (const run of runs) await kept(ctx, run, async () => ++reads);
  // What a timer of ten minutes holds on to is in memory as well.
  expect(cleared).toHaveBeenCalledTimes(1);
  expect(await kept(ctx, runs[200]!, async () => ++reads)).toBe(201);
  expect(await kept(ctx, runs[0]!, async () => ++reads)).toBe(202);
});
