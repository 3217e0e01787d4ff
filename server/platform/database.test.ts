import { expect, test, vi } from "vitest";
import { toDomainError } from "../errors.ts";
import { testContext } from "../testing/context.ts";
import { forgetOldChanges, latestChange, readChanges, recordChange } from "./changes.ts";
import { newId } from "./ids.ts";
import { updateStatistics } from "./update-statistics.ts";

test("a commit wakes the listeners of its table's channel", async () => {
  const { workspaceId, platform } = await testContext();
  const woken = new Promise<void>((resolve) => {
    platform.database.listen("firstline_change", () => resolve());
  });
  // On PostgreSQL the listening connection is opened at the first subscription.
  const timer = setInterval(() => recordChange(platform.database.prisma, workspaceId, "event", newId()), 100);
  await woken;
  clearInterval(timer);
});

test("reception is answered while the desk's own statements stand in line", async () => {
  const { pool, reception, kind } = (await testContext()).platform.database;
  await reception.pool.query("SELECT 1");
  let finished = 0;
  const others = Array.from({ length: 100 }, () =>
    pool.query("SELECT pg_sleep(0.02)").then(() => {
      finished += 1;
    }),
  );
  // By then all connections there are have been opened.
  await Promise.all(others.slice(0, 20));
  const before = finished;
  await reception.pool.query("SELECT 1");
  // The embedded database is one backend: only the statement under way is waited for, none of those in line.
  expect(finished - before).toBeLessThanOrEqual(kind === "embedded" ? 2 : 12);
  await Promise.all(others);
});

test("changes are read in order, after a number, within the workspace", async () => {
  const { workspaceId, platform } = await testContext();
  const other = await testContext();
  const db = platform.database.prisma;
  const subjects = [newId(), newId(), newId()];
  for (const subject of subjects) await recordChange(db, workspaceId, "document", subject);
  await recordChange(db, other.workspaceId, "document", newId());

  const all = await readChanges(db, workspaceId, 0n, 10);
  expect(all.map((row) => row.subjectId)).toEqual(subjects);
  expect(await latestChange(db, workspaceId)).toBe(all[2]!.seq);
  expect((await readChanges(db, workspaceId, all[0]!.seq, 10)).map((row) => row.subjectId)).toEqual(
    subjects.slice(1),
  );
});

test("changes older than a day are forgotten, and statistics are brought up to date", async () => {
  const { workspaceId, platform } = await testContext();
  const db = platform.database.prisma;
  const [old, young] = [newId(), newId()];
  await recordChange(db, workspaceId, "event", old);
  await db.$executeRaw`UPDATE change SET at = now() - interval '25 hours' WHERE subject_id = ${old}::uuid`;
  await recordChange(db, workspaceId, "event", young);
  await forgetOldChanges(db);
  expect((await readChanges(db, workspaceId, 0n, 10)).map((row) => row.subjectId)).toEqual([young]);

  await updateStatistics(platform.database);
  const seen = await db.$queryRaw<
    { rows: number }[]
  >`SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'workspace'::regclass`;
  if (platform.database.kind === "embedded") expect(seen[0]!.rows).toBeGreaterThan(0);
});

test("a connection that breaks while it is lent out fails its next statement, and nothing else", async ({
  skip,
}) => {
  const { platform } = await testContext();
  const { pool, kind } = platform.database;
  if (kind === "embedded") skip("all clients of the embedded database share one backend");
  const client = await pool.connect();
  const { rows } = await client.query("SELECT pg_backend_pid() AS id");
  const ended = new Promise((resolve) => client.once("end", resolve));
  await pool.query("SELECT pg_terminate_backend($1)", [rows[0].id]);
  await ended;
  await expect(client.query("SELECT 1")).rejects.toThrow();
  client.release(true);
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("who comes when every connection is taken waits for one, longer than connecting may take", async () => {
  const { platform } = await testContext();
  const { pool, prisma } = platform.database;
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  const waiting = Promise.all([
    prisma.$queryRaw`SELECT 1 AS one`,
    prisma.$transaction((tx) => tx.$queryRaw`SELECT 1 AS one`),
  ]);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  for (const client of taken) client.release();
  expect(await waiting).toEqual([[{ one: 1 }], [{ one: 1 }]]);
});

test("a server that dies under a statement is storage away, also where Prisma asked", async ({ skip }) => {
  const { platform } = await testContext();
  const { pool, prisma, kind } = platform.database;
  if (kind === "embedded") skip("the embedded database has no backends to end");
  const mark = newId();
  const sleeping = prisma.$queryRawUnsafe(`SELECT pg_sleep(10)::text AS "${mark}"`);
  const failed = expect(sleeping.catch((error) => Promise.reject(toDomainError(error)))).rejects;
  const ended = vi.waitFor(async () => {
    const { rows } = await pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE $1 AND pid <> pg_backend_pid()",
      [`%AS "${mark}"%`],
    );
    expect(rows).toHaveLength(1);
  });
  await Promise.all([failed.toMatchObject({ code: "storage_unavailable" }), ended]);
});
