import { expect, it } from "vitest";
import type { Runs } from "../../platform/durable-runs.ts";
import { testPlatform } from "../../testing/context.ts";
import { observeRuns } from "./engine-metrics.ts";
import { handleMetrics } from "./handle-metrics.ts";

const read = async (runs: Runs | undefined) => {
  const platform = testPlatform();
  platform.engine = {
    kind: runs ? "embedded" : "cloud",
    runs,
    dashboardUrl: undefined,
    serveUrl: "",
    test: async () => [],
  };
  const request = new Request("http://127.0.0.1/metrics");
  return (await handleMetrics(platform, request, { remoteAddress: "127.0.0.1" })).text();
};

it("tells the queue as it stands and what ended in this process, with labels of a closed list", async () => {
  const queue = { queueDepth: 7, oldestAgeSeconds: 12.5, running: 2, waiting: 3, failed: 4 };
  const functions = () => [
    { id: "app-a", name: "A" },
    { id: "app-b", name: "B" },
  ];
  const observer = observeRuns();
  observer.step("app-a", "completed", 0.01);
  observer.step("app-a", "failed", 3);
  observer.run("app-a", "failed", 40);
  const text = await read({ metrics: async () => queue, functions } as unknown as Runs);
  for (const line of [
    "firstline_engine_queue_depth 7",
    "firstline_engine_oldest_due_seconds 12.5",
    "firstline_engine_running_runs 2",
    "firstline_engine_waiting_runs 3",
    "firstline_engine_failed_runs 4",
    'firstline_engine_runs_failed_total{function="app-a"} 1',
    // There from the beginning, so that its first failure is an increase.
    'firstline_engine_runs_failed_total{function="app-b"} 0',
    'firstline_engine_step_seconds_count{function="app-a",status="completed"} 1',
    'firstline_engine_step_seconds_bucket{le="2",function="app-a",status="failed"} 0',
    'firstline_engine_run_seconds_bucket{le="300",function="app-a",status="failed"} 1',
  ])
    expect(text).toContain(line);
});

it("says nothing of a queue that an Inngest server keeps", async () => {
  expect(await read(undefined)).toContain("firstline_database_up 1");
});
