import type pg from "pg";

/** What an export is made of and what an import checks it against. */
export type Header = {
  format: 1;
  createdAt: string;
  /** The server's own words; rows travel as text, so that they need not be of the same release. */
  database: string;
  /** Names and checksums: an import needs the very same schema. */
  migrations: [name: string, checksum: string][];
  tables: { name: string; columns: string[] }[];
  /** Tells whether two installations have the same master key, without telling the key. */
  masterKey: string | null;
};

/** Live screens' bookkeeping (it counts this server's transactions), and rows every installation makes for itself. */
const left = ["public.change", "public._prisma_migrations", "engine.version", "engine.claim_lock"];

/**
 * The tables of the product and of its engine, those that others refer to first.
 * @throws Error when tables refer to one another in a circle
 */
export async function readTables(db: pg.ClientBase): Promise<Header["tables"]> {
  const { rows } = await db.query<{ name: string; columns: string[]; needs: string[] }>(`
    SELECT n.nspname || '.' || c.relname AS name,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum) AS columns,
      ARRAY(SELECT rn.nspname || '.' || r.relname FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
        JOIN pg_namespace rn ON rn.oid = r.relnamespace
        WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.confrelid <> c.oid) AS needs
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'engine') AND c.relkind = 'r' ORDER BY 1`);
  const waiting = new Map(
    rows.filter(({ name }) => !left.includes(name)).map((table) => [table.name, table]),
  );
  const sorted: Header["tables"] = [];
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(({ needs }) => !needs.some((name) => waiting.has(name)));
    if (free.length === 0)
      throw new Error(`These tables refer to one another: ${[...waiting.keys()].join(", ")}`);
    for (const { name, columns } of free) {
      sorted.push({ name, columns });
      waiting.delete(name);
    }
  }
  return sorted;
}

export async function readMigrations(db: pg.ClientBase): Promise<Header["migrations"]> {
  const { rows } = await db.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  return rows.map(({ name, checksum }) => [name, checksum]);
}

/** "public.conversation" as SQL writes it. */
export const quoted = (table: string): string =>
  table
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
