import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

const timeoutMs = 1000;
/** Of one read: the first and two repeats. */
const mostTries = 3;
const json = { "content-type": "application/json" };

/** The ways in which a tool's server goes wrong, and whether a read is worth repeating. */
const faults: Record<string, { repeat: boolean; answer: (response: ServerResponse) => void }> = {
  fine: { repeat: false, answer: (response) => response.writeHead(200, json).end('{"status":"on its way"}') },
  silence: { repeat: true, answer: () => {} },
  "slow-body": {
    repeat: true,
    answer: (response) => response.writeHead(200, { ...json, "content-length": "90" }).write("{"),
  },
  broken: { repeat: true, answer: (response) => response.writeHead(500, json).end("{}") },
  huge: {
    repeat: false,
    answer: (response) => response.writeHead(200, json).end(`{"status":"${"x".repeat(3_000_000)}"}`),
  },
  redirect: {
    repeat: false,
    answer: (response) => response.writeHead(302, { location: "http://127.0.0.1:9/inside" }).end(),
  },
  reset: { repeat: true, answer: (response) => response.destroy() },
};

async function startTool() {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const customer = request.url?.slice(1) ?? "";
    asked.set(customer, (asked.get(customer) ?? 0) + 1);
    const name = /^customer-(.+)-\d+$/.exec(customer)?.[1] ?? "";
    faults[name]?.answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { host, asked, close };
}

/** A tool that is away or answers nonsense holds nobody up: the draft comes without it, and says what failed. */
export const toolAway: Scenario = {
  name: "tool away or nonsense",
  covers: ["F13"],
  databases: ["PGlite", "PostgreSQL"],
  async run(stage) {
    const limitMs = 300_000;
    const each = stage.full ? 15 : 3;
    const tool = await startTool();
    stage.defer(() => tool.close());
    const desk = await openDesk(stage, { env: { FIRSTLINE_ALLOW_PRIVATE_HOSTS: tool.host } });
    const { id: toolId } = await desk.app.api<{ id: string }>("POST", "/api/v1/tools", {
      name: "query_order",
      description: "Where an order is",
      effect: "read",
      approval: "never",
      request: { method: "GET", url: `http://${tool.host}/{customer}` },
      input_schema: { type: "object", properties: { customer: { type: "string" } }, required: ["customer"] },
      output: { status: "status" },
      timeout_ms: timeoutMs,
    });
    await desk.app.api("POST", "/api/v1/playbooks", {
      name: "With the order",
      event_type: "ticket.created",
      autonomy: "suggest",
      priority: 10,
      tool_ids: [toolId],
      tool_inputs: { query_order: { customer: "body.user_id" } },
    });
    const events = Object.keys(faults).flatMap((fault) => tickets(fault, each));
    const startedAt = performance.now();
    const load = desk.load(events, { limitMs, connections: 8 });
    await load.done;
    await desk.drained(limitMs);
    const allMs = performance.now() - startedAt;

    type Call = { input: { customer: string }; status: string; error: string | null };
    const broken: string[] = [];
    const calls = await desk.all<Call>("/tool-calls");
    for (const [name, { repeat }] of Object.entries(faults)) {
      const mine = calls.filter(({ input }) => input.customer.startsWith(`customer-${name}-`));
      const status = name === "fine" ? "ok" : "failed";
      const wrong = mine.filter((call) => call.status !== status || (status === "failed" && !call.error));
      if (mine.length !== each || wrong.length > 0)
        broken.push(`${name}: ${mine.length} calls, ${wrong.length} of them not ${status} with a reason.`);
      const tries = Math.max(...tickets(name, each).map(({ user_id }) => tool.asked.get(user_id) ?? 0));
      if (tries > (repeat ? mostTries : 1))
        broken.push(`${name}: a customer was asked about ${tries} times.`);
    }
    const outcome = await settle(desk, [load], { limitMs });
    const note = `${Object.keys(faults).length - 1} faults × ${each}, time-out ${timeoutMs / 1000} s; every draft there after ${(allMs / 1000).toFixed(1)} s`;
    return { ...outcome, note, broken: [...broken, ...outcome.broken] };
  },
};
