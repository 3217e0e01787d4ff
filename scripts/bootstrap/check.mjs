import { summary } from "./results.mjs";
import * as suites from "./suites.mjs";
import { runSuite } from "./test.mjs";

/**
 * What a contributor runs before each commit: format, lint, types and architecture side by side, in seconds.
 * @returns {Promise<number>} the exit code
 */
export async function check(node) {
  await suites.declareRoutes(node);
  const results = await Promise.all(
    [suites.formatAndLint, suites.types, suites.architecture].map((suite) => runSuite(node, suite, {}, true)),
  );
  for (const { name, failed, output, took } of results) {
    if (failed) console.error(`── ${name}\n${output}`);
    console.log(`${failed ? "FAILED" : "ok    "} ${name}, ${took}`);
  }
  console.log(summary(results));
  return results.some((result) => result.failed > 0) ? 1 : 0;
}
