/**
 * Breaks the product on purpose and prints what became of its promises, a row each: `npm run test:faults`.
 *   npm run test:faults -- [bounded [--everywhere]] [--only=<words>] [--database=PGlite|PostgreSQL] [--seed=<text>]
 * Bounded is small, each scenario on one database, as `npm test` runs it; everywhere: on each it has a meaning for.
 * PostgreSQL takes part where TEST_DATABASE_URL is set. Ports 4500 to 4599, or a hundred from FIRSTLINE_FAULTS_PORT on.
 */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { coverage } from "./coverage.ts";
import { type Scenario, Skipped } from "./parts/scenario.ts";
import { createStage, type DatabaseKind } from "./parts/stage.ts";
import { format, header, isBroken, type Row } from "./parts/table.ts";
import { scenarios } from "./scenarios.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    database: { type: "string" },
    seed: { type: "string", default: randomBytes(4).toString("hex") },
    everywhere: { type: "boolean", default: false },
    /** A file for the counts that `npm test` adds up. */
    report: { type: "string" },
  },
});
const full = !positionals.includes("bounded");
const limitMs = full ? 1_800_000 : values.everywhere ? 600_000 : 160_000;
// Half of a bounded run is waiting for retries, so two go side by side.
const lanes = full ? 1 : 2;

type Run = { scenario: Scenario; database: DatabaseKind };

async function runOne({ scenario, database }: Run): Promise<Row> {
  const startedAt = performance.now();
  const stage = createStage({ database, full, seed: `${values.seed} ${scenario.name} ${database}` });
  const row = (what: object) =>
    ({ scenario: scenario.name, database, seconds: (performance.now() - startedAt) / 1000, ...what }) as Row;
  let result: Row;
  let timer: NodeJS.Timeout | undefined;
  try {
    if (database === "PostgreSQL" && !process.env.TEST_DATABASE_URL)
      throw new Skipped("TEST_DATABASE_URL is not set");
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${limitMs / 1000} s`)), limitMs);
    });
    result = row({ outcome: await Promise.race([scenario.run(stage), late]) });
  } catch (error) {
    result = row(error instanceof Skipped ? { skipped: error.message } : { failed: describe(error) });
  } finally {
    clearTimeout(timer);
  }
  if (isBroken(result)) for (const printed of stage.printed) console.error(lastLines(printed()));
  await stage.end().catch((error: unknown) => {
    result = row({ failed: describe(error) });
  });
  return result;
}

function lastLines(text: string): string {
  const lines = text.split("\n").slice(-40);
  return lines.map((line) => line.slice(0, 400)).join("\n");
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return `${error.message} ${error.errors.map(describe).join(" ")}`;
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message} ${describe(error.cause)}` : error.message;
}

const waiting: Run[] = scenarios
  .filter(({ name }) => name.includes(values.only))
  .flatMap((scenario) =>
    (full || values.everywhere ? scenario.databases : (scenario.bounded ?? [])).map((database) => ({
      scenario,
      database,
    })),
  )
  .filter(({ database }) => database === (values.database ?? database));
const rows: Row[] = [];
process.once("SIGTERM", () => process.exit(143));
process.once("SIGINT", () => process.exit(130));

console.log(`faults, ${full ? "full" : "bounded"}, seed ${values.seed}`);
console.log(header());
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const row = await runOne(one);
      rows.push(row);
      console.log(format(row));
    }
  }),
);
if (!values.only) console.log(coverage(rows));

const failed = rows.filter(isBroken).length;
const skipped = rows.flatMap((row) =>
  "skipped" in row ? [`${row.scenario}, ${row.database}: ${row.skipped}`] : [],
);
if (values.report)
  writeFileSync(
    values.report,
    JSON.stringify({ passed: rows.length - failed - skipped.length, failed, skipped }),
  );
process.exit(failed > 0 || rows.length === 0 ? 1 : 0);
