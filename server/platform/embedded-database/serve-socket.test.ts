import { describe, expect, it } from "vitest";
import { testDatabase } from "../../testing/database.ts";

const { pool, prisma } = testDatabase();

describe("clients that work at the same time", () => {
  it("each get the answers to their own questions", async () => {
    const ask = async (client: number) => {
      for (let i = 0; i < 150; i++) {
        const value = client * 1000 + i;
        const sql = client % 2 ? "SELECT $1::int AS answer" : "SELECT $1::int + 1 AS answer";
        const { rows } = await pool.query<{ answer: number }>(sql, [value]);
        expect(rows[0]?.answer).toBe(client % 2 ? value : value + 1);
      }
    };
    await Promise.all([1, 2, 3, 4, 5, 6].map(ask));
  });

  it("see no other's transaction, and hang in none", async () => {
    const plain = async (client: number) => {
      for (let i = 0; i < 60; i++) {
        const { rows } = await pool.query<{ answer: string }>("SELECT $1::text AS answer", [
          `${client}-${i}`,
        ]);
        expect(rows[0]?.answer).toBe(`${client}-${i}`);
      }
    };
    const inTransactions = async (client: number) => {
      for (let i = 0; i < 30; i++) {
        const rows = await prisma.$transaction(async (tx) => {
          await tx.$executeRawUnsafe("DO $$ BEGIN RAISE NOTICE 'firstline_test'; END $$");
          return tx.$queryRaw<{ answer: number }[]>`SELECT ${client * 100 + i}::int AS answer`;
        });
        expect(rows[0]?.answer).toBe(client * 100 + i);
      }
    };
    await Promise.all([plain(1), plain(2), inTransactions(3), inTransactions(4), inTransactions(5)]);
  });

  it("go on when one of them fails or goes away within its transaction", async () => {
    await pool.query("CREATE TABLE IF NOT EXISTS turn_test (id int PRIMARY KEY)");
    const leaving = await pool.connect();
    leaving.on("error", () => {});
    await leaving.query("BEGIN");
    await leaving.query("INSERT INTO turn_test VALUES ($1)", [1]);
    const waiting = pool.query<{ n: number }>("SELECT count(*)::int AS n FROM turn_test");
    leaving.release(true);
    expect((await waiting).rows[0]?.n).toBe(0);

    await expect(
      prisma.$transaction(async (tx) => {
        await tx.$executeRaw`INSERT INTO turn_test VALUES (2)`;
        await tx.$executeRaw`INSERT INTO turn_test VALUES (2)`;
      }),
    ).rejects.toThrow();
    const { rows } = await pool.query<{ n: number }>("SELECT count(*)::int AS n FROM turn_test");
    expect(rows[0]?.n).toBe(0);
    await pool.query("DROP TABLE turn_test");
  });
});
