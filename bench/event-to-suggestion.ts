/**
 * How long an event takes from the POST to the stored suggestion, through everything: HTTP, signature, commit, relay,
 * engine, retrieval, draft. Embedded database, no model, 40 documents; the caller waits with `Prefer: wait`, so the time
 * is what it sees. Beside it the same POST without waiting (reception alone), measured in the same run.
 * With "tool", each event also asks a local API for its order before the draft, and the reply is a template's.
 *   node scripts/firstline.mjs run bench/event-to-suggestion.ts [events] [tool]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { newSecret, prepareApp } from "../server/testing/start-app.ts";
import { startToolServer } from "../server/testing/tool-server.ts";

const events = Number(process.argv[2] ?? 200);
const products = ["lamp", "kettle", "router", "camera", "scale", "speaker", "fan", "heater"];
const topics = ["setup", "battery", "cleaning", "guarantee", "returns"];
const secret = newSecret();
const shop =
  process.argv[3] === "tool"
    ? await startToolServer((_, response) =>
        response.end(JSON.stringify({ status: "shipped", eta: "2026-11-25" })),
      )
    : undefined;
const app = prepareApp(
  Number(process.env.FIRSTLINE_BENCH_PORT ?? 4400),
  shop ? { FIRSTLINE_ALLOW_PRIVATE_HOSTS: shop.host } : {},
);

/** A playbook before the starting one, with a tool that asks the shop. */
async function addTool(origin: string): Promise<void> {
  const tool = await app.api<{ id: string }>("POST", "/api/v1/tools", {
    name: "query_order_status",
    request: { method: "GET", url: `${origin}/orders/{ticket_id}` },
    input_schema: {
      type: "object",
      properties: { ticket_id: { type: "string" } },
      required: ["ticket_id"],
    },
    output: { status: "status", eta: "eta" },
  });
  await app.api("POST", "/api/v1/playbooks", {
    name: "Orders",
    event_type: "ticket.created",
    tool_ids: [tool.id],
    reply_template:
      "Your order is {{tools.query_order_status.status}} until {{tools.query_order_status.eta}}.",
    priority: 10,
  });
}

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
  if (shop) await addTool(shop.origin);
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
  if (shop) console.log(`calls the shop answered: ${shop.seen.length}`);
  console.log(row("POST → suggestion stored", waited));
  console.log(row("POST → 202 (reception alone)", accepted));
  console.log(`ratio of the medians: ${(quantile(waited, 0.5) / quantile(accepted, 0.5)).toFixed(1)}`);
} finally {
  await app.remove();
  shop?.close();
}
