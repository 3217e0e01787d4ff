import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";

/** Prisma's own bookkeeping, so that `prisma migrate deploy` agrees with what Firstline applied. */
const bookkeeping = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/** A key of the catalogue, a table or its row type that is there already. */
const madeMeanwhile = new Set(["23505", "42P07", "42710"]);

/**
 * Applies the SQL migrations of `folder` that the database has not seen, each in one transaction with its record.
 * Several processes may start at once: the bookkeeping table is locked while one of them applies.
 * @returns the names applied now
 * @throws Error when an applied migration's file was changed afterwards
 */
export async function applyMigrations(pool: pg.Pool, folder: string): Promise<string[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const applied: string[] = [];
  const client = await pool.connect();
  try {
    await client.query(bookkeeping).catch((error: { code?: string }) => {
      // Another process made the table in this very moment: IF NOT EXISTS does not wait for it.
      if (!madeMeanwhile.has(error.code ?? "")) throw error;
    });
    for (const name of names) {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      await client.query("BEGIN");
      await client.query('LOCK TABLE "_prisma_migrations" IN EXCLUSIVE MODE');
      const { rows } = await client.query(
        'SELECT "checksum" FROM "_prisma_migrations" WHERE "migration_name" = $1 AND "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL',
        [name],
      );
      if (rows.length > 0 && rows[0].checksum !== checksum)
        throw new Error(
          `Migration ${name} was changed after it was applied; restore its file and add a new migration instead.`,
        );
      if (rows.length === 0) {
        await client.query(sql);
        await client.query(
          'INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, now(), 1)',
          [randomUUID(), checksum, name],
        );
        applied.push(name);
      }
      await client.query("COMMIT");
    }
    return applied;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
