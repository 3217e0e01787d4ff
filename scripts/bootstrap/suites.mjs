import { existsSync, readdirSync, readFileSync } from "node:fs";
import { runQuietly } from "./child.mjs";
import { inProject } from "./project.mjs";
import { readPlaywright, readVitest } from "./results.mjs";

const tool = (path) => inProject("node_modules", path);
const vitest = tool("vitest/vitest.mjs");
const vitestArgs = [
  "run",
  "--config",
  "server/testing/vitest.config.ts",
  "--reporter=default",
  "--reporter=json",
];

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {number} limitSeconds after which a hang counts as a failure
 * @property {(report: string) => string[]} args for Node; `report` is the file a reporter may write JSON to
 * @property {(report: string) => Record<string, string | undefined>} [env]
 * @property {(json: object) => import("./results.mjs").Counts} [read] without it the exit code is the only result
 */

/** @type {Suite} */
export const formatAndLint = {
  name: "format and lint",
  limitSeconds: 120,
  args: () => [
    tool("@biomejs/biome/bin/biome"),
    "ci",
    `--colors=${process.stdout.isTTY ? "force" : "off"}`,
    ".",
  ],
};

/** @type {Suite} */
export const types = {
  name: "types",
  limitSeconds: 180,
  args: () => [tool("typescript/bin/tsc"), "--noEmit", "-p", "."],
};

/** @type {Suite} */
export const architecture = {
  name: "architecture",
  limitSeconds: 60,
  args: () => [vitest, "run", "--config", "server/testing/architecture/vitest.config.ts"],
};

/** @type {Suite} */
export const onEmbedded = {
  name: "tests on PGlite",
  limitSeconds: 600,
  args: (report) => [vitest, ...vitestArgs, `--outputFile.json=${report}`],
  env: () => ({ FIRSTLINE_TEST_KIND: "embedded" }),
  read: readVitest,
};

/** @type {Suite} */
export const onPostgres = {
  ...onEmbedded,
  name: "tests on PostgreSQL",
  args: (report) => [
    ...onEmbedded.args(report),
    ...["scripts/**", "server/platform/embedded-database/**", ...withoutDatabase()].flatMap((path) => [
      "--exclude",
      path,
    ]),
  ],
  env: () => ({ FIRSTLINE_TEST_KIND: "postgres" }),
};

/** Test files that ran already and know no database: only what `server/testing/` holds brings one. */
function withoutDatabase() {
  return ["app", "components", "inngest", "messages", "server"]
    .flatMap((folder) =>
      readdirSync(inProject(folder), { recursive: true }).map((path) => `${folder}/${path}`),
    )
    .filter((path) => path.endsWith(".test.ts"))
    .filter((path) => !/testing\/(?!architecture)/.test(readFileSync(inProject(path), "utf8")));
}

/** @type {Suite} */
export const browserStory = {
  name: "browser story",
  limitSeconds: 1080,
  args: () => [tool("@playwright/test/cli.js"), "test", "--reporter=list,json"],
  // Playwright decides about colours itself and tells its workers so, with a warning each where NO_COLOR says otherwise.
  env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report, NO_COLOR: undefined }),
  read: readPlaywright,
};

/** @type {Suite} What `npm run test:faults` does at full length, in small: processes and databases killed, under load. */
export const faults = {
  name: "faults, bounded",
  limitSeconds: 420,
  args: (report) => ["scripts/faults/run.ts", "bounded", `--report=${report}`],
  read: (counts) => counts,
};

/** Next writes the declarations that the type check needs; a fresh clone has none. */
export async function declareRoutes(node) {
  if (existsSync(inProject("next-env.d.ts"))) return;
  await runQuietly(node.path, [tool("next/dist/bin/next"), "typegen"], {
    env: { ...node.env, NEXT_TELEMETRY_DISABLED: "1" },
    failure: "Next could not write its declarations; the reason stands above.",
  });
}
