import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { runLimited } from "./child.mjs";
import { prepare } from "./prepare.mjs";
import { inProject, Stop, say, seconds } from "./project.mjs";
import { settle, summary } from "./results.mjs";
import * as suites from "./suites.mjs";

/**
 * Runs every suite, also after a failure, and ends with one line that counts them all.
 * @returns {Promise<number>} the exit code
 */
export async function runTests(node) {
  const results = [];
  const run = async (suite, env = {}) => results.push(await runSuite(node, suite, env));

  tellWhatIsMissing();
  await run(suites.formatAndLint);
  await attempt(results, "types", async () => {
    await suites.declareRoutes(node);
    await run(suites.types);
  });
  await run(suites.onEmbedded);
  if (process.env.TEST_DATABASE_URL) await run(suites.onPostgres);
  await attempt(results, "browser story", async () => {
    await prepare({ build: true });
    await run(suites.browserStory, { FIRSTLINE_CHROMIUM: await findBrowser() });
  });
  await attempt(results, "faults, bounded", async () => {
    await prepare({ build: true });
    await run(suites.faults);
  });

  console.log("");
  for (const { name, passed, failed, skipped, took } of results) {
    console.log(`${failed ? "FAILED" : "ok    "} ${name}: ${passed} passed, ${failed} failed, ${took}`);
    for (const title of skipped) console.log(`         skipped: ${title}`);
  }
  console.log(summary(results));
  return results.some((result) => result.failed > 0) ? 1 : 0;
}

/** Runs one suite within its time limit. */
export async function runSuite(node, suite, env = {}, capture = false) {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "firstline-report-"));
  const report = join(folder, "report.json");
  if (!capture) console.log(`\n── ${suite.name}`);
  const ended = await runLimited(node.path, suite.args(report), {
    env: {
      ...node.env,
      ...(process.stdout.isTTY && !capture ? {} : { NO_COLOR: "1" }),
      ...suite.env?.(report),
      ...env,
    },
    limitSeconds: suite.limitSeconds,
    capture,
  });
  if (ended.timedOut) say(`${suite.name} was stopped: it took longer than ${suite.limitSeconds} s`);
  const counts = existsSync(report) ? suite.read?.(JSON.parse(readFileSync(report, "utf8"))) : undefined;
  rmSync(folder, { recursive: true, force: true });
  const result = settle(ended, counts, suite.read !== undefined);
  return { name: suite.name, output: ended.output, took: seconds(started), ...result };
}

/** What a suite needs before it can run may fail too: that is the suite's failure, and the others still run. */
async function attempt(results, name, work) {
  const started = performance.now();
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    results.push({ name, passed: 0, failed: 1, skipped: [], took: seconds(started) });
  }
}

function tellWhatIsMissing() {
  const data = process.env.FIRSTLINE_TEST_DATA ?? inProject("../shared/data");
  if (!existsSync(data))
    say("there is no test data (FIRSTLINE_TEST_DATA names its folder): the cases that need it are skipped");
  if (!process.env.TEST_DATABASE_URL)
    say(
      "TEST_DATABASE_URL is not set: the tests run on PGlite, not on PostgreSQL (scripts/test-postgres.sh starts one)",
    );
}
