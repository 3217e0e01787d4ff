import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { SettingsError } from "../../env.ts";
import { openDatabase } from "../database.ts";
import { startEmbeddedDatabase } from "./start.ts";

const base = mkdtempSync(join(tmpdir(), "firstline-crash-"));
// One folder for all tests: making a new one takes seconds, and a folder that crashed before is the better test.
const folder = join(base, "data");
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) kill(child);
  rmSync(base, { recursive: true, force: true });
});

/** Ends a process and everything it started, as a crash of the machine's software would. */
function kill(child: ChildProcess): void {
  try {
    process.kill(-(child.pid as number), "SIGKILL");
  } catch {
    // It has ended.
  }
}

/** A main process that inserts numbers from its own count on and prints each after it was acknowledged. */
function insertInto(): {
  child: ChildProcess;
  acknowledged: number[];
  until(n: number): Promise<void>;
} {
  const here = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const source = `
    import { startEmbeddedDatabase } from ${here("start.ts")};
    import { openDatabase } from ${here("../database.ts")};
    const { source } = await startEmbeddedDatabase(process.argv[2]);
    const { pool } = openDatabase(source);
    await pool.query("CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY)");
    const { rows } = await pool.query("SELECT coalesce(max(id) + 1, 0) AS next FROM kept");
    let next = rows[0].next;
    const insert = async () => {
      for (;;) {
        const id = next++;
        await pool.query("INSERT INTO kept VALUES ($1)", [id]);
        console.log(id);
      }
    };
    insert(); insert(); insert();`;
  const program = join(base, "main.mjs");
  writeFileSync(program, source);
  const child = spawn(process.execPath, [program, folder], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  const acknowledged: number[] = [];
  let rest = "";
  child.stdout.on("data", (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    acknowledged.push(...lines.map(Number));
  });
  const until = async (n: number) => {
    while (acknowledged.length < n) {
      if (child.exitCode !== null) throw new Error("The inserting process ended by itself.");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { child, acknowledged, until };
}

async function kept(): Promise<Set<number>> {
  const embedded = await startEmbeddedDatabase(folder);
  const database = openDatabase(embedded.source);
  const { rows } = await database.pool.query<{ id: number }>("SELECT id FROM kept");
  await database.close();
  await embedded.stop();
  return new Set(rows.map((row) => row.id));
}

test("whatever was acknowledged is there after SIGKILL of everything, twice", async () => {
  const all: number[] = [];
  for (const rows of [400, 250]) {
    const { child, acknowledged, until } = insertInto();
    await until(rows);
    const closed = new Promise((resolve) => child.once("close", resolve));
    kill(child);
    await closed;
    all.push(...acknowledged);
  }
  const found = await kept();
  expect(all.length).toBeGreaterThanOrEqual(650);
  expect(all.filter((id) => !found.has(id))).toEqual([]);
}, 60_000);

test("when only the main process is killed, its database ends by itself and the next start finds every row", async () => {
  const { child, acknowledged, until } = insertInto();
  await until(200);
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exited;
  const found = await kept();
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
}, 60_000);

test("a second start on a folder in use ends with one sentence, and disturbs nobody", async () => {
  const first = await startEmbeddedDatabase(folder);
  const refused = await startEmbeddedDatabase(folder).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(SettingsError);
  expect((refused as Error).message).toContain("FIRSTLINE_DATA_DIR");
  const database = openDatabase(first.source);
  expect((await database.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await database.close();
  await first.stop();
}, 60_000);
