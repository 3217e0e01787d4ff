/**
 * What our loop costs beside the model itself, and what drafting costs everybody else. The whole product on the embedded
 * database, and an OpenAI-compatible server on this machine that streams its answers.
 * 1. One event after the other, drafted with one tool call: the steps that ask the model and store the draft, by the event's
 *    own timeline, beside the same two calls made by the bare AI SDK in the same run, and beside the search of the knowledge
 *    base alone, which the first of our steps does and the bare call does not.
 * 2. Reception (POST → 202) alone, and while fifty drafts are being written.
 *   node scripts/firstline.mjs run bench/drafts.ts [events]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, isStepCount, jsonSchema, tool } from "ai";
import { startModelServer, toolCall } from "../server/testing/model-server.ts";
import { newSecret, prepareApp } from "../server/testing/start-app.ts";
import { startToolServer } from "../server/testing/tool-server.ts";

const events = Number(process.argv[2] ?? 100);
const atOnce = 50;
const secret = newSecret();
const reply = "Hello,\n\nYour order is shipped and arrives on 25 November 2026.\n\nBest regards";
const shop = await startToolServer((_, response) =>
  response.end(JSON.stringify({ status: "shipped", eta: "2026-11-25" })),
);
const options = { pauseMs: 0 };
const model = await startModelServer(
  ({ messages }) =>
    messages.some(({ role }) => role === "tool")
      ? { content: reply }
      : { tool_calls: [toolCall("query_order_status", { ticket_id: "T-1" })] },
  options,
);
const app = prepareApp(Number(process.env.FIRSTLINE_BENCH_PORT ?? 4402), {
  FIRSTLINE_MODEL: "bench",
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: "k",
  FIRSTLINE_ALLOW_PRIVATE_HOSTS: shop.host,
});
const inputSchema = {
  type: "object",
  properties: { ticket_id: { type: "string" } },
  required: ["ticket_id"],
} as const;

type Step = { step: string; duration_ms: number };

let count = 0;
async function post(type: string, wait = false): Promise<{ milliseconds: number; id: string }> {
  const index = ++count;
  const event = {
    event_id: `bench-${index}`,
    type,
    data: { ticket_id: `T-${index}`, user_id: `u${index}`, description: "Where is my order?" },
  };
  const started = performance.now();
  const response = await app.post("bench", secret, event, wait ? { prefer: "wait=30" } : {});
  const body = (await response.json()) as { event_id: string; status: string };
  if (response.status > 202 || (wait && body.status !== "processed"))
    throw new Error(`${type} answered ${response.status} ${JSON.stringify(body)}`);
  return { milliseconds: performance.now() - started, id: body.event_id };
}

/** The same two calls, by the AI SDK alone. */
async function bare(): Promise<number> {
  const provider = createOpenAI({ apiKey: "k", baseURL: model.baseUrl });
  const started = performance.now();
  await generateText({
    model: provider.chat("bench"),
    prompt: "Where is my order?",
    tools: {
      query_order_status: tool({
        inputSchema: jsonSchema(inputSchema as never),
        execute: async () => (await fetch(`${shop.origin}/orders/T-1`)).json(),
      }),
    },
    stopWhen: isStepCount(3),
  });
  return performance.now() - started;
}

const quantile = (values: number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))]!;
const row = (name: string, values: number[]) =>
  `${name.padEnd(52)} ${[0.5, 0.95, 0.99].map((q) => quantile(values, q).toFixed(1).padStart(9)).join("")}`;

/** Posts of a type that no playbook serves, fifty a second. */
async function reception(posts: number): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < posts; index++) {
    const { milliseconds } = await post("parcel.scanned");
    taken.push(milliseconds);
    await sleep(20);
  }
  return taken;
}

try {
  await app.start();
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
  const { id: toolId } = await app.api<{ id: string }>("POST", "/api/v1/tools", {
    name: "query_order_status",
    request: { method: "GET", url: `${shop.origin}/orders/{ticket_id}` },
    input_schema: inputSchema,
  });
  const [starting] = (await app.api<{ data: { id: string }[] }>("GET", "/api/v1/playbooks")).data;
  await app.api("PATCH", `/api/v1/playbooks/${starting!.id}`, {
    event_type: "ticket.created",
    tool_ids: [toolId],
  });

  for (let index = 0; index < 20; index++) {
    await post("ticket.created", true);
    await bare();
  }
  const loop: number[] = [];
  const steps = new Map<string, number[]>();
  const whole: number[] = [];
  const alone: number[] = [];
  const searches: number[] = [];
  for (let index = 0; index < events; index++) {
    const { id, milliseconds } = await post("ticket.created", true);
    whole.push(milliseconds);
    const { timeline } = await app.api<{ timeline: Step[] }>("GET", `/api/v1/events/${id}`);
    const own = timeline.filter(({ step }) => /^(ask-model|call-tool|draft-suggestion)/.test(step));
    for (const { step, duration_ms } of own) steps.set(step, [...(steps.get(step) ?? []), duration_ms]);
    loop.push(own.reduce((sum, { duration_ms }) => sum + duration_ms, 0));
    alone.push(await bare());
    const started = performance.now();
    await app.api("POST", "/api/v1/search", { query: "Where is my order?", limit: 5 });
    searches.push(performance.now() - started);
  }
  console.log(
    `${`milliseconds, ${events} events with one tool call`.padEnd(52)}    median      p95      p99`,
  );
  console.log(row("the steps of our loop, draft checked and stored", loop));
  for (const [step, taken] of steps) console.log(row(`  ${step}`, taken));
  console.log(row("the bare AI SDK, the same two calls", alone));
  console.log(
    `overhead of our loop at the median: ${(quantile(loop, 0.5) - quantile(alone, 0.5)).toFixed(1)} ms`,
  );
  console.log(row("the knowledge base's search alone, by its API", searches));
  console.log(row("POST → suggestion stored, all of it", whole));

  const posts = 250;
  await reception(50);
  const calm = await reception(posts);
  options.pauseMs = 1500;
  await Promise.all(Array.from({ length: atOnce }, () => post("ticket.created")));
  const busy = await reception(posts);
  const open = await app.api<{ data: unknown[] }>("GET", "/api/v1/events?status=processing&limit=100");
  console.log(row(`POST → 202, nothing else going on (${posts})`, calm));
  console.log(row(`POST → 202, ${atOnce} drafts being written (${posts})`, busy));
  console.log(`drafts still being written at the end: ${open.data.length}`);
} finally {
  await app.remove();
  model.close();
  shop.close();
}
