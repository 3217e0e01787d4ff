import { describe, expect, test } from "vitest";

// Plain modules, since the bootstrap runs before there is anything that could check types.
const { readVitest, readPlaywright, settle, summary } = await import(
  new URL("results.mjs", import.meta.url).href
);

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test, i) => ({ status: test, fullName: `test ${i}` })),
});
const ended = (code: number, timedOut = false) => ({ code, timedOut });

describe("Vitest's report", () => {
  test("counts tests, and names what was skipped", () => {
    const report = { testResults: [file("passed", "passed", "skipped"), file("failed", "failed", "passed")] };
    expect(readVitest(report)).toEqual({ passed: 2, failed: 1, skipped: ["test 1"] });
  });

  test("a file that could not be loaded is a failure", () => {
    expect(readVitest({ testResults: [file("failed")] })).toEqual({ passed: 0, failed: 1, skipped: [] });
  });
});

test("Playwright's report counts a flaky test and an error outside tests as failures", () => {
  const report = {
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 },
    errors: [{ message: "the server did not come up" }],
    suites: [{ suites: [{ specs: [{ title: "later", tests: [{ status: "skipped" }] }] }] }],
  };
  expect(readPlaywright(report)).toEqual({ passed: 3, failed: 3, skipped: ["later"] });
});

describe("a suite's result", () => {
  const good = { passed: 2, failed: 0, skipped: [] };
  test.each([
    ["a good end", ended(0), good, true, 0],
    ["tests passed, but the process failed", ended(1), good, true, 1],
    ["it hung", ended(1, true), good, true, 1],
    ["it wrote no report", ended(0), undefined, true, 1],
    ["its report is empty", ended(0), { passed: 0, failed: 0, skipped: [] }, true, 1],
    ["a tool without a report that ends well", ended(0), undefined, false, 0],
    ["a tool without a report that ends badly", ended(2), undefined, false, 1],
  ])("%s", (_, end, counts, hasReport, failed) => expect(settle(end, counts, hasReport).failed).toBe(failed));
});

test("the last line adds everything up", () => {
  const results = [
    { passed: 2, failed: 0, skipped: [] },
    { passed: 3, failed: 1, skipped: ["a"] },
  ];
  expect(summary(results)).toBe("5 passed, 1 failed, 1 skipped");
  expect(summary(results.slice(0, 1))).toBe("2 passed, 0 failed");
});
