import type { Database } from "../server/platform/database.ts";

/**
 * Fills a workspace with conversations, one contact and two messages each, spread over ninety days: three in five wait for
 * review, the rest is open, answered or closed; some are assigned, some snoozed, a third unread.
 */
export async function seedInbox(database: Database, workspaceId: string, count: number): Promise<void> {
  const { pool } = database;
  const values = [workspaceId, count];
  await pool.query(
    `INSERT INTO contact (id, workspace_id, source, external_id, name, email, created_at, updated_at)
     SELECT gen_random_uuid(), $1::uuid, 'bench', 'bench-' || n, 'Customer ' || n, 'customer' || n || '@example.com', now(), now()
     FROM generate_series(1, $2::int) n`,
    values,
  );
  await pool.query(
    `INSERT INTO conversation (id, workspace_id, contact_id, namespace, entity, subject, status, unread, priority, assignee_id,
       snoozed_until, created_at, last_activity_at)
     SELECT gen_random_uuid(), $1::uuid, c.id, 'ticket.created', 'T-' || s.n,
       (ARRAY['How do I reset a lamp that flickers?', 'How are refunds paid?', '仓库收到退货后多久退款？', 'My parcel never arrived'])[1 + s.n % 4],
       (ARRAY['awaiting_review', 'awaiting_review', 'awaiting_review', 'open', 'answered', 'closed'])[1 + s.n % 6],
       s.n % 3 = 0, (ARRAY['normal', 'normal', 'high', 'urgent', 'low'])[1 + s.n % 5],
       CASE WHEN s.n % 4 = 0 THEN (SELECT user_id FROM membership WHERE workspace_id = $1::uuid LIMIT 1) END,
       CASE WHEN s.n % 20 = 0 THEN now() + interval '1 day' END, s.at, s.at
     FROM (SELECT n, now() - n * interval '13 minutes' AS at FROM generate_series(1, $2::int) n) s
     JOIN contact c ON c.workspace_id = $1::uuid AND c.source = 'bench' AND c.external_id = 'bench-' || s.n`,
    values,
  );
  for (const half of [1, 2])
    await pool.query(
      `INSERT INTO message (id, workspace_id, conversation_id, direction, text, author, created_at)
       SELECT gen_random_uuid(), workspace_id, id, 'inbound', subject || ' It is about ' || entity || ', part ' || $2::int,
         '{"kind":"contact"}'::jsonb, created_at FROM conversation WHERE workspace_id = $1::uuid`,
      [workspaceId, half],
    );
}
