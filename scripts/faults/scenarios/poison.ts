import { readSharedData } from "../../../server/testing/shared-data.ts";
import { signed } from "../../../server/testing/start-app.ts";
import { endpointKey, openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import type { Scenario } from "../parts/scenario.ts";
import { quantile, until } from "../parts/until.ts";

type Cases = { json_test_suite: { b64: string; expected: string }[]; webhook_cases: { raw: string }[] };

/** Texts that take long, weigh much, or should not be texts. */
const heavyTexts = [
  "word ".repeat(180_000),
  "灯".repeat(300_000),
  "a".repeat(900_000),
  "\u0000 \ud800 \u202e\u2028 ﷽".repeat(200),
  "((((".repeat(20_000),
  "? ! . ".repeat(50_000),
];

/** Bodies that a careless reader chokes on, as they are and as the texts of events. */
function poisonBodies(): Buffer[] {
  const cases = readSharedData<Cases>("attacks/json_cases.json", "JSON texts as poison");
  const naughty = readSharedData<{ strings: { s: string }[] }>("attacks/naughty.json", "naughty texts");
  let nested: unknown = "the core";
  for (let level = 0; level < 62; level++) nested = { level: nested };
  const texts = [...(naughty?.strings ?? []).map(({ s }) => s), ...heavyTexts];
  const type = "ticket.created";
  const events = texts.map((text, i) => ({ event_id: `poison-${i}`, type, text, user_id: `poison-${i}` }));
  return [
    ...(cases?.json_test_suite ?? [])
      .filter(({ expected }) => expected !== "reject")
      .map(({ b64 }) => Buffer.from(b64, "base64")),
    ...(cases?.webhook_cases ?? []).map(({ raw }) => Buffer.from(raw)),
    ...[...events, { event_id: "nested", type, text: "deep", nested }].map((event) =>
      Buffer.from(JSON.stringify(event)),
    ),
  ];
}

/** Poison among good events: every good one is answered, every accepted one ends, and nobody waits for the others. */
export const poison: Scenario = {
  name: "poison among good events",
  covers: ["F21"],
  databases: ["PGlite", "PostgreSQL"],
  bounded: ["PGlite"],
  async run(stage) {
    const desk = await openDesk(stage);
    const { app, secret } = desk;
    const limitMs = stage.full ? 600_000 : 120_000;
    const all = poisonBodies();
    const bodies = stage.full ? all : all.filter((body, i) => body.length > 5000 || i % 12 === 0);
    const good = desk.load(tickets("good", stage.full ? 950 : 60), { limitMs, connections: 8 });
    const answers = new Map<number, number>();
    let next = 0;
    const lane = async () => {
      for (let index = next++; index < bodies.length; index = next++) {
        const body = new Uint8Array(bodies[index]!);
        const headers = { "content-type": "application/json", ...signed(body, secret) };
        const status = await until("the body is answered", limitMs, async () => {
          const url = `${app.origin}/api/webhook/v1/${endpointKey}`;
          const answer = await fetch(url, { method: "POST", headers, body });
          await answer.arrayBuffer();
          // Asked to come later, a sender does.
          return answer.headers.has("retry-after") ? undefined : answer.status;
        });
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    };
    await Promise.all([lane(), lane(), lane(), lane()]);
    await good.done;
    await desk.drained(limitMs);
    // Whoever comes after them goes through as ever.
    const after = desk.load(tickets("after", 20), { limitMs });
    await after.done;
    await desk.drained(limitMs);
    const failed = (await desk.all<{ status: string; status_reason: string | null }>("/events")).filter(
      ({ status }) => status === "failed",
    );
    const broken = [...answers]
      .filter(([status]) => status >= 500)
      .map(([status, count]) => `${count} bodies were answered ${status}.`);
    if (failed.some(({ status_reason }) => !status_reason)) broken.push("An event failed without a reason.");
    const answered = await desk.afterwards(async (client) => {
      const { rows } = await client.query(
        "SELECT count(*)::int AS n FROM incoming_event WHERE event_key ~ '^(good|after)-' AND suggestion_id IS NOT NULL",
      );
      return rows[0].n as number;
    });
    const expected = good.keys.size + after.keys.size;
    if (answered < expected) broken.push(`${expected - answered} good events have no suggestion.`);
    const statuses = [...answers].sort(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status}`);
    return {
      sent: bodies.length + expected,
      acknowledged: (answers.get(202) ?? 0) + expected,
      lost: expected - answered,
      effectsPerKey: 1,
      note: `poison: ${statuses.join(", ")}, ${failed.length} ended as failed; good acks p95 ${quantile(good.ackMs, 0.95).toFixed(0)} ms`,
      broken,
    };
  },
};
