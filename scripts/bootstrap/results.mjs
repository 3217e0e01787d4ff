/** @typedef {{passed: number, failed: number, skipped: string[]}} Counts `skipped`: the names of what did not run */

/**
 * What Vitest's JSON report counts. A file that did not get as far as its tests is one failure.
 * @returns {Counts}
 */
export function readVitest(report) {
  const counts = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.testResults) {
    const tests = file.assertionResults;
    const failed = tests.filter((test) => test.status === "failed").length;
    counts.passed += tests.filter((test) => test.status === "passed").length;
    counts.failed += failed > 0 || file.status !== "failed" ? failed : 1;
    for (const test of tests)
      if (!["passed", "failed"].includes(test.status)) counts.skipped.push(test.fullName || test.title);
  }
  return counts;
}

/**
 * What Playwright's JSON report counts; a test that passed only when tried again has failed.
 * @returns {Counts}
 */
export function readPlaywright(report) {
  const skipped = [];
  const visit = (suite) => {
    for (const spec of suite.specs ?? [])
      if (spec.tests.some((test) => test.status === "skipped")) skipped.push(spec.title);
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  return {
    passed: report.stats.expected,
    failed: report.stats.unexpected + report.stats.flaky + report.errors.length,
    skipped,
  };
}

/**
 * The result of one suite from what its report says and how its process ended: a crash, a hang, a missing report or an
 * empty one never counts as a success.
 * @param {{code: number, timedOut: boolean}} ended
 * @param {Counts | undefined} counts undefined: the suite has no report, or did not write it
 * @returns {Counts}
 */
export function settle({ code, timedOut }, counts, hasReport) {
  const result = counts ?? { passed: code === 0 && !hasReport ? 1 : 0, failed: 0, skipped: [] };
  const ran = result.passed + result.failed + result.skipped.length > 0;
  if (result.failed === 0 && (code !== 0 || timedOut || !ran)) return { ...result, failed: 1 };
  return result;
}

/** The one line a test run ends with. */
export function summary(results) {
  const sum = (count) => results.reduce((total, result) => total + count(result), 0);
  const skipped = sum((result) => result.skipped.length);
  return `${sum((r) => r.passed)} passed, ${sum((r) => r.failed)} failed${skipped ? `, ${skipped} skipped` : ""}`;
}
