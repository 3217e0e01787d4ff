/**
 * How long an event takes from the POST to the stored suggestion, through everything: HTTP, signature, commit, relay,
 * engine, retrieval, draft. Embedded database, no model, 40 documents; the caller waits with `Prefer: wait`, so the time
 * is what it sees. Beside it the same POST without waiting (reception alone), measured in the same run.
 *   node scripts/firstline.mjs run bench/event-to-suggestion.ts [events]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { newSecret, prepareApp } from "../server/testing/start-app.ts";

const events = Number(process.argv[2] ?? 200);
const products = ["lamp", "kettle", "router", "camera", "scale", "speaker", "fan", "heater"];
const topics = ["setup", "battery", "cleaning", "guarantee", "returns"];
const secret = newSecret();
const app = prepareApp(4400);

async function post(index: number, wait: boolean): Promise<{ milliseconds: number; status: string }> {
  const product = products[index % products.length];
  const topic = topics[index % topics.length];
  const event = {
    event_id: `bench-${wait}-${index}`,
    type: "ticket.created",
    data: {
      ticket_id: `T-${wait}-${index}`,
      user_id: `u${index}`,
      description: `A question about the ${topic} of my ${product}`,
    },
  };
  const started = performance.now();
  const response = await app.post("bench", secret, event, wait ? { prefer: "wait=10" } : {});
  const { status } = (await response.json()) as { status: string };
  return { milliseconds: performance.now() - started, status };
}

const quantile = (values: number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))]!;
const row = (name: string, values: number[]) =>
  `${name.padEnd(34)} ${[0.5, 0.95, 0.99].map((q) => quantile(values, q).toFixed(1).padStart(9)).join("")}`;

try {
  await app.start();
  for (const product of products)
    for (const topic of topics) {
      const form = new FormData();
      const text = `# ${product}: ${topic}\n\nThe ${topic} of the ${product} is described here. Read the ${topic} chapter of the ${product} manual first. Then write to us about the ${product}.`;
      form.set("file", new Blob([text]), `${product}-${topic}.md`);
      await app.api("POST", "/api/v1/documents", form);
    }
  for (;;) {
    const { data } = await app.api<{ data: { status: string }[] }>("GET", "/api/v1/documents?limit=100");
    if (data.length === 40 && data.every(({ status }) => status === "ready")) break;
    await sleep(500);
  }
  await app.api("POST", "/api/v1/endpoints", {
    key: "bench",
    name: "Bench",
    verification: { scheme: "standard-webhooks", secret },
    mapping: {
      event_id: "event_id",
      type: "type",
      text: "data.description",
      entity: "data.ticket_id",
      contact: { id: "data.user_id" },
    },
  });
  for (let index = 0; index < 20; index++) await post(100_000 + index, true);

  const waited: number[] = [];
  for (let index = 0; index < events; index++) {
    const { milliseconds, status } = await post(index, true);
    if (status !== "processed") throw new Error(`event ${index} answered ${status}`);
    waited.push(milliseconds);
  }
  const accepted: number[] = [];
  for (let index = 0; index < events; index++) {
    accepted.push((await post(index, false)).milliseconds);
    await sleep(100);
  }
  console.log(
    `milliseconds, ${events} events, one after the other${"".padEnd(2)}   median      p95      p99`,
  );
  console.log(row("POST → suggestion stored", waited));
  console.log(row("POST → 202 (reception alone)", accepted));
  console.log(`ratio of the medians: ${(quantile(waited, 0.5) / quantile(accepted, 0.5)).toFixed(1)}`);
} finally {
  await app.remove();
}
