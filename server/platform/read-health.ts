import { statfs } from "node:fs/promises";
import { uptime } from "node:process";
import type { Platform } from "./platform.ts";

/** How the installation is: what waits for the engine, what runs here, and the room that is left. */
export type Health = {
  /** Rows that wait to be handed to the engine, of the whole installation, and since when the oldest does. */
  outbox: { rows: number; oldestAt: Date | null };
  database: { version: string; bytes: number };
  nodeVersion: string;
  uptimeSeconds: number;
  /** Of the data folder's disk; null where that cannot be asked. */
  disk: { freeBytes: number; totalBytes: number } | null;
};

export async function readHealth(platform: Platform): Promise<Health> {
  const { database, settings } = platform;
  const { rows } = await database.pool.query<{
    rows: number;
    oldestAt: Date | null;
    version: string;
    bytes: string;
  }>(
    `SELECT (SELECT count(*)::int FROM outbox) AS rows, (SELECT min(created_at) FROM outbox) AS "oldestAt",
       current_setting('server_version') AS version, pg_database_size(current_database())::text AS bytes`,
  );
  const row = rows[0]!;
  const disk = await statfs(settings.dataDir).catch(() => null);
  return {
    outbox: { rows: row.rows, oldestAt: row.oldestAt && new Date(row.oldestAt) },
    database: { version: row.version.split(" ")[0]!, bytes: Number(row.bytes) },
    nodeVersion: process.version,
    uptimeSeconds: Math.round(uptime()),
    disk: disk && { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
  };
}
