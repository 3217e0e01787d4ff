import type { Desk } from "./desk.ts";
import { brokenAnswers, type Load } from "./load.ts";
import type { Outcome } from "./scenario.ts";
import { until } from "./until.ts";

type Stored = { event_key: string; suggestions: number; deliveries: number };

/**
 * Waits for the end of everything, ends the product, and reads from its database what became of what was acknowledged:
 * none lost, one suggestion an event, one effect a key.
 * @param delivered whether a playbook had to answer each event by itself
 */
export async function settle(
  desk: Desk,
  loads: Load[],
  { limitMs, delivered = false }: { limitMs: number; delivered?: boolean },
): Promise<Outcome> {
  for (const load of loads) await load.done;
  const { receiver } = desk;
  const acknowledged = new Set(loads.flatMap(({ keys }) => [...keys]));
  const withoutEffect = () => {
    const contacts = new Set([...receiver.effects.values()].map(({ contact }) => contact));
    return [...acknowledged].filter((key) => !contacts.has(`customer-${key}`)).length;
  };
  if (delivered)
    await until(
      "every event had its effect",
      limitMs,
      async () => receiver.effects.size >= acknowledged.size && withoutEffect() === 0,
    )
      // Told below, with the number of those that had none.
      .catch(() => {});
  await desk.drained(limitMs);
  const rows = await desk.afterwards(async (client) => {
    const found = await client.query<Stored>(`
      SELECT e.event_key, count(DISTINCT s.id)::int AS suggestions, count(d.id)::int AS deliveries
      FROM incoming_event e
      LEFT JOIN suggestion s ON s.workspace_id = e.workspace_id AND s.event_id = e.id
      LEFT JOIN delivery d ON d.workspace_id = s.workspace_id AND d.suggestion_id = s.id
      GROUP BY e.workspace_id, e.id`);
    return found.rows;
  });

  const stored = new Set(rows.map((row) => row.event_key));
  const notStored = [...acknowledged].filter((key) => !stored.has(key)).length;
  const unanswered = rows.filter(({ suggestions }) => suggestions === 0).length;
  const missing = delivered ? withoutEffect() : 0;
  const effectsPerKey = Math.max(
    0,
    ...rows.map(({ suggestions, deliveries }) => Math.max(suggestions, deliveries)),
    receiver.mostPerContact(),
  );
  const broken = [...loads.flatMap(brokenAnswers), ...receiver.broken.slice(0, 3)];
  if (notStored > 0) broken.push(`${notStored} acknowledged events are not stored.`);
  if (unanswered > 0) broken.push(`${unanswered} events have no suggestion.`);
  if (missing > 0) broken.push(`${missing} events had no effect.`);
  if (effectsPerKey > 1) broken.push(`An event had ${effectsPerKey} effects.`);
  const repeats = receiver.calls() - receiver.effects.size;
  return {
    sent: loads.reduce((sum, { ackMs }) => sum + ackMs.length, 0),
    acknowledged: acknowledged.size,
    lost: notStored + Math.max(unanswered, missing),
    effectsPerKey,
    ...(delivered && { note: `${receiver.effects.size} delivered, ${repeats} calls repeated` }),
    broken,
  };
}
