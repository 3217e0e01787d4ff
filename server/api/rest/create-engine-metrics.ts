import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** Labels are function ids of our own code and two statuses: the number of series is fixed by the build. */
const labelNames = ["function", "status"];

/** The durable engine's series. Those of other engines are theirs to publish; ours stay absent then. */
export function createEngineMetrics(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    runs: new Histogram({
      name: "firstline_engine_run_seconds",
      help: "Runs of durable functions that ended in this process, from their creation on.",
      labelNames,
      buckets: [0.05, 0.2, 1, 5, 30, 300, 3600, 86_400],
      registers,
    }),
    steps: new Histogram({
      name: "firstline_engine_step_seconds",
      help: "Tries of steps in this process; without a step, of the function itself.",
      labelNames,
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600],
      registers,
    }),
    failed: new Counter({
      name: "firstline_engine_runs_failed_total",
      help: "Runs that failed for good in this process.",
      labelNames: ["function"],
      registers,
    }),
    queueDepth: gauge("firstline_engine_queue_depth", "Runs that are due and that nobody has taken up."),
    oldestAge: gauge("firstline_engine_oldest_due_seconds", "How long the oldest of them has been due."),
    running: gauge("firstline_engine_running_runs", "Runs that a process is carrying on just now."),
    waiting: gauge("firstline_engine_waiting_runs", "Runs that wait for a time, an event or another run."),
    unsettled: gauge(
      "firstline_engine_failed_runs",
      "Failed runs that were neither run again nor marked as seen; 1,000 at most are counted.",
    ),
  };
}
