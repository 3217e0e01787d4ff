import { describe, expect, test } from "vitest";
import type { DomainError } from "../errors.ts";
import { createGroupCommit } from "./group-commit.ts";

/** A group commit whose statements end when the test says so. */
function withGate(
  options: { maxItems?: number; maxWaitingBytes?: number; fail?(items: number[]): unknown } = {},
) {
  const groups: number[][] = [];
  const gates: (() => void)[] = [];
  const commit = createGroupCommit<number, string>({
    async write(items) {
      groups.push(items);
      await new Promise<void>((resolve) => gates.push(resolve));
      const error = options.fail?.(items);
      if (error) throw error;
      return items.map((item) => `stored ${item}`);
    },
    bytesOf: (item) => item,
    atOnce: 1,
    maxItems: options.maxItems ?? 10,
    maxBytes: 100,
    maxWaitingBytes: options.maxWaitingBytes ?? 1000,
  });
  const endAll = async (pending: Promise<unknown>[]) => {
    const done = Promise.allSettled(pending);
    for (let turn = 0; turn < 50; turn++) {
      gates.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return done;
  };
  return { commit, groups, endAll };
}

const storageAway = Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
const values = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === "fulfilled" ? one.value : (one.reason as Error).message));

describe("group commit", () => {
  test("the first goes out at once, what comes meanwhile goes together, everyone gets their own answer", async () => {
    const { commit, groups, endAll } = withGate();
    const pending = [1, 2, 3].map((item) => commit.add(item));
    expect(groups).toEqual([[1]]);
    expect(values(await endAll(pending))).toEqual(["stored 1", "stored 2", "stored 3"]);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  test("a group ends at its number and at its bytes; one that is too big for any goes alone", async () => {
    const { commit, groups, endAll } = withGate({ maxItems: 3 });
    await endAll([1, 2, 3, 4, 5, 60, 60, 500, 6].map((item) => commit.add(item)));
    expect(groups).toEqual([[1], [2, 3, 4], [5, 60], [60], [500], [6]]);
  });

  test("one bad item fails alone", async () => {
    const { commit, groups, endAll } = withGate({ fail: (items) => items.includes(3) && new Error("bad") });
    const settled = await endAll([1, 2, 3, 4].map((item) => commit.add(item)));
    expect(values(settled)).toEqual(["stored 1", "stored 2", "bad", "stored 4"]);
    expect(groups).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
  });

  test("when storage is away everyone waiting is told at once, and later items try anew", async () => {
    let away = true;
    const { commit, groups, endAll } = withGate({ fail: () => away && storageAway });
    expect(values(await endAll([1, 2, 3].map((item) => commit.add(item))))).toEqual(["gone", "gone", "gone"]);
    expect(groups).toEqual([[1]]);
    away = false;
    expect(values(await endAll([commit.add(4)]))).toEqual(["stored 4"]);
  });

  test("beyond the limit of waiting bytes the caller is asked to slow down", async () => {
    const { commit, endAll } = withGate({ maxWaitingBytes: 10 });
    const pending = [9, 9, 9].map((item) => commit.add(item));
    const settled = await endAll(pending);
    expect(settled.map((one) => one.status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect((settled[2] as PromiseRejectedResult).reason).toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 1,
    } satisfies Partial<DomainError>);
    expect(values(await endAll([commit.add(9)]))).toEqual(["stored 9"]);
  });
});
