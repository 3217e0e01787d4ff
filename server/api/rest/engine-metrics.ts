import type { Platform } from "../../platform/platform.ts";
import { metrics } from "./metrics.ts";

/** What the engine tells of each run and step that ended here: a few additions in memory. */
export function observeRuns() {
  const { engine } = metrics();
  return {
    step(functionId: string, status: string, seconds: number): void {
      engine.steps.observe({ function: functionId, status }, seconds);
    },
    run(functionId: string, status: string, seconds: number): void {
      engine.runs.observe({ function: functionId, status }, seconds);
      if (status === "failed") engine.failed.inc({ function: functionId });
    },
  };
}

/** Reads the engine's queue into the gauges. */
export async function readQueue({ engine }: Platform): Promise<void> {
  if (!engine?.runs) return;
  const found = await engine.runs.metrics();
  const to = metrics().engine;
  to.queueDepth.set(found.queueDepth);
  to.oldestAge.set(found.oldestAgeSeconds);
  to.running.set(found.running);
  to.waiting.set(found.waiting);
  to.unsettled.set(found.failed);
  // A counter that appears with its first failure has no increase to alert on.
  for (const { id } of engine.runs.functions()) to.failed.inc({ function: id }, 0);
}
