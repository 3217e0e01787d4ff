import type { Transaction } from "../../platform/database.ts";

export async function hasEndpoint(tx: Transaction, workspaceId: string, key: string): Promise<boolean> {
  return (await tx.endpoint.count({ where: { workspaceId, key } })) > 0;
}

export async function hasPlaybook(tx: Transaction, workspaceId: string, eventType: string): Promise<boolean> {
  return (await tx.playbook.count({ where: { workspaceId, eventType } })) > 0;
}

export async function hasChannel(tx: Transaction, workspaceId: string, name: string): Promise<string | null> {
  const row = await tx.channel.findFirst({ where: { workspaceId, name }, select: { id: true } });
  return row?.id ?? null;
}

const unreachable = "The receiver answered 503.";

/** Writes down a delivery that was tried until it was given up: what nobody wants to wait a day for. */
export async function writeFailedDelivery(
  tx: Transaction,
  workspaceId: string,
  delivery: { suggestionId: string; channelId: string; at: Date },
): Promise<string> {
  const { suggestionId, channelId, at } = delivery;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE delivery SET status = 'failed', channel_id = ${channelId}::uuid, next_attempt_at = NULL
    WHERE workspace_id = ${workspaceId}::uuid AND suggestion_id = ${suggestionId}::uuid RETURNING id`;
  await tx.$executeRaw`
    UPDATE delivery_attempt SET outcome = 'failed', http_status = 503, response = 'upstream is down for maintenance',
      error = ${unreachable}, started_at = ${at}, duration_ms = 412
    WHERE workspace_id = ${workspaceId}::uuid AND delivery_id = ${row!.id}::uuid AND number = 1`;
  await tx.$executeRaw`
    INSERT INTO delivery_attempt (id, workspace_id, delivery_id, number, started_at, duration_ms, outcome, http_status, response, error)
    SELECT gen_random_uuid(), ${workspaceId}::uuid, ${row!.id}::uuid, n, ${at}::timestamptz + interval '5 minutes' * power(3, n - 2),
      380 + 17 * n, 'failed', 503, 'upstream is down for maintenance', ${unreachable} FROM generate_series(2, 4) n
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`UPDATE suggestion SET status = 'approved'
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${suggestionId}::uuid`;
  return row!.id;
}

/** Writes down a run that failed at every try. */
export async function writeFailedRun(
  tx: Transaction,
  workspaceId: string,
  run: { eventId: string; reason: string; at: Date },
): Promise<void> {
  const { eventId, reason, at } = run;
  await tx.$executeRaw`
    UPDATE event_step s SET status = 'failed', error = ${reason}, started_at = ${at}, duration_ms = 20012
    FROM event_run r WHERE r.workspace_id = ${workspaceId}::uuid AND r.event_id = ${eventId}::uuid
      AND s.workspace_id = r.workspace_id AND s.run_id = r.id AND s.attempt = 1`;
  await tx.$executeRaw`
    INSERT INTO event_step (id, workspace_id, run_id, step, status, attempt, started_at, duration_ms, error)
    SELECT gen_random_uuid(), r.workspace_id, r.id, 'match-playbook', 'failed', n,
      ${at}::timestamptz + interval '40 seconds' * (n - 1), 20003 + n, ${reason}
    FROM event_run r, generate_series(2, 5) n
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.event_id = ${eventId}::uuid ON CONFLICT DO NOTHING`;
}
