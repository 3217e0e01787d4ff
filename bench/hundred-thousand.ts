/**
 * Fills a workspace with events, drafts, messages and their search rows, and times what Home and the list of events ask, beside
 * a count of the same rows by the database alone. `node bench/hundred-thousand.ts [events=100000]`, on the embedded database or,
 * with TEST_DATABASE_URL, on a fresh database of that PostgreSQL.
 */
import { makeContext } from "../server/context.ts";
import { showFigures } from "../server/figure/show-figures.ts";
import { listEventChoices } from "../server/incoming-event/list-event-choices.ts";
import { listEvents } from "../server/incoming-event/list-events.ts";
import { applyMigrations } from "../server/platform/apply-migrations.ts";
import { openDatabase } from "../server/platform/database.ts";
import { newId } from "../server/platform/ids.ts";
import type { Platform } from "../server/platform/platform.ts";
import { freshDatabase, migrationsFolder, onPostgres } from "../server/testing/fresh-database.ts";

const total = Number(process.argv[2] ?? 100_000);
const url = process.env.TEST_DATABASE_URL;
const fresh = url ? await onPostgres(url) : await freshDatabase();
const database = openDatabase(fresh.source);
await applyMigrations(database.pool, migrationsFolder);
const { pool } = database;
const workspaceId = newId();
const endpointId = newId();
await pool.query(`INSERT INTO workspace (id, name, slug, created_at) VALUES ($1, 'Bench', 'bench', now())`, [
  workspaceId,
]);
await pool.query(
  `INSERT INTO endpoint (id, workspace_id, key, name, source, verification, created_at, updated_at)
   VALUES ($1, $2, 'bench', 'Bench', 'custom', '{"scheme":"none"}', now(), now())`,
  [endpointId, workspaceId],
);
const piece = 2000;
const base = new Date().toISOString();
// Ids of their moments, spread over twenty days, as UUIDv7 are.
const made = `lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')`;
const id = (kind: number) =>
  `(substr(${made}, 1, 8) || '-' || substr(${made}, 9, 4) || '-7${kind}00-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
for (let from = 0; from < total; from += piece) {
  const source = `(SELECT n, '${base}'::timestamptz - interval '20 days' * (1 - n::float8 / ${total}) AS at FROM generate_series(${from}, ${Math.min(from + piece, total) - 1}) n) x`;
  await pool.query(
    `INSERT INTO webhook_request (id, workspace_id, endpoint_id, method, url, headers, body, body_size, verdict, status, duration_ms, received_at)
     SELECT ${id(0)}, $1, $2, 'POST', '/', '[]', '{}', 2, 'accepted', 202, 1, at FROM ${source}`,
    [workspaceId, endpointId],
  );
  await pool.query(
    `INSERT INTO incoming_event (id, workspace_id, endpoint_id, request_id, event_key, type, mapped, status, verified, received_at)
     SELECT ${id(0)}, $1, $2, ${id(0)}, 'key-' || n, 'ticket.' || (ARRAY['created','updated','closed'])[1 + n % 3],
       jsonb_build_object('text', 'Where is order ' || n || '?'), 'done', true, at FROM ${source}`,
    [workspaceId, endpointId],
  );
  await pool.query(
    `INSERT INTO event_search (workspace_id, event_id, terms) SELECT $1, ${id(0)},
       ('''where'':1 ''is'':2 ''order'':3 ''' || n || ''':4 ''customer'':5 ''group' || n % 500 || ''':6 ''lamp'':7 ''kettle'':8 ''refund'':9 ''退'':10 ''款'':11 ''w' || n % 3001 || ''':12')::tsvector FROM ${source}`,
    [workspaceId],
  );
  await pool.query(
    `INSERT INTO contact (id, workspace_id, source, external_id, created_at, updated_at) SELECT ${id(0)}, $1, 'custom', n::text, at, at FROM ${source}`,
    [workspaceId],
  );
  await pool.query(
    `INSERT INTO conversation (id, workspace_id, contact_id, namespace, subject, status, created_at, last_activity_at)
     SELECT ${id(0)}, $1, ${id(0)}, 'ticket', 's', CASE n % 50 WHEN 0 THEN 'awaiting_review' ELSE 'answered' END, at, at FROM ${source}`,
    [workspaceId],
  );
  await pool.query(
    `INSERT INTO message (id, workspace_id, conversation_id, direction, text, author, created_at)
     SELECT ${id(1)}, $1::uuid, ${id(0)}, 'inbound', 't', '{}'::jsonb, at FROM ${source} UNION ALL
     SELECT ${id(2)}, $1::uuid, ${id(0)}, 'outbound', 't', '{}'::jsonb, at + interval '1 minute' * (n % 300) FROM ${source}`,
    [workspaceId],
  );
  await pool.query(
    `INSERT INTO suggestion (id, workspace_id, conversation_id, event_id, run_id, version, status, text, final_text, language, model, checks, retrieved_count, decided_by, decided_at, created_at)
     SELECT ${id(3)}, $1, ${id(0)}, ${id(0)}, ${id(3)}, 1, 'sent', 't', CASE n % 4 WHEN 0 THEN 'u' ELSE 't' END, 'en', 'm',
       '{"abstained":false}', 1, '{"kind":"user"}', at + interval '1 minute', at FROM ${source}`,
    [workspaceId],
  );
}
await pool.query("ANALYZE");
// What is timed uses the database alone.
const ctx = makeContext({ database } as Platform, workspaceId, { kind: "system" });

async function time(name: string, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 7; i++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(52)} median ${times[3]!.toFixed(1)} ms, slowest ${times[6]!.toFixed(1)} ms`);
}

console.log(`${total} events on ${database.kind}`);
await time("reference: SELECT count(*) FROM incoming_event", () =>
  pool.query("SELECT count(*) FROM incoming_event"),
);
await time("Home's figures, 14 of 20 days", () => showFigures({ ctx, input: { timeZone: "Asia/Shanghai" } }));
await time("events, first page", () => listEvents({ ctx, input: {} }));
await time("events, a day long ago", () =>
  listEvents({ ctx, input: { to: new Date(Date.now() - 15 * 86_400_000) } }),
);
await time("events, search for one number", () => listEvents({ ctx, input: { search: String(total >> 1) } }));
await time("events, search for a word of every event", () =>
  listEvents({ ctx, input: { search: "customer" } }),
);
await time("events, search for 退款 (in every event)", () => listEvents({ ctx, input: { search: "退款" } }));
await time("events, search for a beginning (group4…)", () =>
  listEvents({ ctx, input: { search: "group4" } }),
);
await time("events, search for two words, rare together", () =>
  listEvents({ ctx, input: { search: "group17 w17" } }),
);
await time("events, search for what is nowhere", () => listEvents({ ctx, input: { search: "nowhere" } }));
await time("events, choices of the filters", () => listEventChoices({ ctx }));
await database.close();
await fresh.stop();
