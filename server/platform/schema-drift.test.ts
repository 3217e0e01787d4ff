import { expect, inject, test } from "vitest";
import { schemaSql } from "../../scripts/schema-sql.ts";
import { testDatabase } from "../testing/database.ts";

/** What the migrations make and Prisma's schema cannot say. Whoever adds to a migration by hand adds it here. */
const beyondPrisma = [
  "constraint posting_pkey on posting: PRIMARY KEY (workspace_id, term, version_id, ordinal) INCLUDE (frequency, length)",
  "index posting_pkey: CREATE UNIQUE INDEX posting_pkey ON posting USING btree (workspace_id, term, version_id, ordinal) INCLUDE (frequency, length)",
  "options chunk_embedding: {toast_tuple_target=256}",
  "trigger change_notify: CREATE TRIGGER change_notify AFTER INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION firstline_notify('firstline_change')",
  "trigger outbox_notify: CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION firstline_notify('firstline_outbox')",
];

/** On PostgreSQL, for pgvector 0.8 and later: the index of nearest neighbours, one for each usual length of vectors. */
const signatureIndexes = [256, 384, 512, 768, 1024, 1536, 2048, 3072].map(
  (size) =>
    `index chunk_embedding_signature_${size}_idx: CREATE INDEX chunk_embedding_signature_${size}_idx ON chunk_embedding USING hnsw (((signature)::bit(${size})) bit_hamming_ops) WHERE (length((signature)::"bit") = ${size})`,
);

/** What they make in another way than Prisma would say it. */
const otherwise = ["constraint posting_pkey on posting:", "index posting_pkey:"];

/** One line for each column, constraint, index, trigger and set of storage options of a schema. */
const describeSchema = (schema: string) => `
  SELECT line FROM (
    SELECT 'column ' || c.relname || '.' || a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND c.relname <> '_prisma_migrations'
    UNION ALL
    SELECT 'constraint ' || conname || ' on ' || conrelid::regclass || ': ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = '${schema}'::regnamespace AND contype <> 'n' AND conname NOT LIKE '_prisma%'
    UNION ALL
    SELECT 'index ' || c.relname || ': ' || pg_get_indexdef(c.oid)
    FROM pg_class c WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind = 'i' AND c.relname NOT LIKE '_prisma%'
    UNION ALL
    SELECT 'options ' || relname || ': ' || reloptions::text
    FROM pg_class WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r' AND reloptions IS NOT NULL
    UNION ALL
    SELECT 'trigger ' || tgname || ': ' || pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE c.relnamespace = '${schema}'::regnamespace AND NOT tgisinternal
  ) AS described`;

function connectionString(): string {
  const source = inject("databaseSource");
  if (source.kind === "postgres") return source.connectionString;
  return `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(source.socketFolder)}`;
}

test("the migrations make what prisma/schema says, and what is listed here", async () => {
  const sql = await schemaSql(connectionString());
  const client = await testDatabase().pool.connect();
  const lines = async (schema: string) => {
    const { rows } = await client.query<{ line: string }>(describeSchema(schema));
    return rows.map((row) => row.line.replaceAll(/\b(public|drift)\./g, "")).sort();
  };
  try {
    await client.query("BEGIN");
    await client.query("CREATE SCHEMA drift; SET LOCAL search_path = drift, public");
    await client.query(sql);
    const migrated = await lines("public");
    const said = await lines("drift");
    expect(said.length).toBeGreaterThan(100);
    const missing = said.filter((line) => !migrated.includes(line));
    expect(missing.map((line) => line.slice(0, line.indexOf(":") + 1))).toEqual(otherwise);
    const here = testDatabase().kind === "postgres" ? [...beyondPrisma, ...signatureIndexes] : beyondPrisma;
    expect(migrated.filter((line) => !said.includes(line))).toEqual(here.sort());
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

test("every table has row-level security on, and no policy", async () => {
  const { rows } = await testDatabase().pool.query(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname <> '_prisma_migrations' AND NOT relrowsecurity
     UNION ALL SELECT polname FROM pg_policy`,
  );
  expect(rows).toEqual([]);
});
