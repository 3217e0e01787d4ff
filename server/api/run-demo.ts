import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { fillDemo } from "../demo/fill-demo.ts";
import { removeDemo } from "../demo/remove-demo.ts";
import type { DemoRow } from "../demo/store.ts";
import type { Platform } from "../platform/platform.ts";
import { receptionCounts } from "./webhook/reception-counts.ts";

const beginAfterMs = 1500;
const pauseMs = 100;
/** More requests than this in a pause, or an event loop busier than that, are real work. */
const fewRequests = 2;
const busyLoop = 0.7;

class Stopped extends Error {}

/**
 * Brings the demo where it belongs, in the background: filled when it was begun, gone when its removal was. It works in
 * small steps and steps aside while requests arrive.
 */
export function runDemo(platform: Platform, demo: DemoRow): { stop(): Promise<void> } {
  const { logger } = platform;
  let stopped = false;

  async function pace(): Promise<void> {
    for (;;) {
      const before = { requests: requests(), loop: performance.eventLoopUtilization() };
      await sleep(pauseMs);
      if (stopped) throw new Stopped();
      const busy = performance.eventLoopUtilization(before.loop).utilization > busyLoop;
      if (!busy && requests() - before.requests <= fewRequests) return;
    }
  }

  async function work(): Promise<void> {
    await sleep(beginAfterMs);
    const startedAt = performance.now();
    if (demo.state === "removing") await removeDemo({ ctx: { platform, actor: { kind: "system" } } });
    if (demo.state === "filling") await fillDemo({ platform, input: { demo, pace } });
    logger.info({ durationMs: Math.round(performance.now() - startedAt), was: demo.state }, "demo.done");
  }

  const done = work().catch((error) => {
    // What is missing is made by the next start.
    if (!(error instanceof Stopped) && !stopped) logger.warn({ err: error }, "demo.not_finished");
  });
  return {
    async stop() {
      stopped = true;
      await done;
    },
  };
}

const requests = () => [...receptionCounts().values()].reduce((sum, count) => sum + count, 0);
