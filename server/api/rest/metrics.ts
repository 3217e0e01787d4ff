import { Counter, collectDefaultMetrics, Gauge, Histogram } from "prom-client";
import { meters } from "../../platform/meters.ts";
import { once } from "../../platform/registry.ts";
import { receptionCounts } from "../webhook/reception-counts.ts";
import { createEngineMetrics } from "./create-engine-metrics.ts";

/**
 * What the process counts. Labels come from closed lists (route templates, statuses, codes): no caller can make a new
 * series, and no name of a tenant or person is among them.
 */
function createMetrics() {
  const { registry } = meters();
  collectDefaultMetrics({ register: registry, prefix: "firstline_" });
  const registers = [registry];
  const calls = new Histogram({
    name: "firstline_api_call_seconds",
    help: "Calls of the public API.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  new Counter({
    name: "firstline_webhook_requests_total",
    help: "Webhook requests of this process by outcome.",
    labelNames: ["outcome"],
    registers,
    collect() {
      this.reset();
      for (const [outcome, count] of receptionCounts()) this.inc({ outcome }, count);
    },
  });
  const backlog = new Gauge({
    name: "firstline_outbox_rows",
    help: "Rows that wait to be handed to the durable engine.",
    registers,
  });
  const databaseUp = new Gauge({
    name: "firstline_database_up",
    help: "Whether the database answered within a second.",
    registers,
  });
  const deliveries = new Gauge({
    name: "firstline_deliveries",
    help: "Replies that have not left, or of which nobody knows, by state.",
    labelNames: ["status"],
    registers,
  });
  const channels = new Gauge({
    name: "firstline_channels",
    help: "Channels that fail and still try, that have stopped by themselves, and that a person paused.",
    labelNames: ["state"],
    registers,
  });
  return {
    registry,
    calls,
    deliveries,
    channels,
    backlog,
    databaseUp,
    engine: createEngineMetrics(registry),
  };
}

export const metrics = () => once("metrics", createMetrics);

export function countCall(call: { method: string; route: string; status: number; durationMs: number }): void {
  const { method, route, status, durationMs } = call;
  metrics().calls.observe({ method, route, status }, durationMs / 1000);
}
