import { openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import type { Manner } from "../parts/receiver.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

type Delivery = {
  created_at: string;
  payload: { data: { contact: { external_id: string } } };
  attempts: { started_at: string; error: string | null }[];
};

const manners: Record<string, Manner> = {
  "/refuses": "refuse",
  "/hangs": "hang",
  "/drops": "drop after the effect",
};
/** A receiver that hangs is given 15 seconds: nobody else waits for that. */
const longestQueueMs = 10_000;

/** Three receivers that fail at the first call under each key, and one that never does. */
export const receiverFails: Scenario = {
  name: "receiver fails, hangs, loses answers",
  covers: ["F25"],
  databases: ["PGlite", "PostgreSQL"],
  bounded: ["PGlite"],
  async run(stage) {
    const each = stage.full ? 100 : 10;
    const desk = await openDesk(stage, {
      manner: (path, call) => (call === 1 ? (manners[path] ?? "ok") : "ok"),
    });
    const paths = ["/well", ...Object.keys(manners)];
    for (const path of paths) await desk.answerByItself(path.slice(1), path);
    const startedAt = performance.now();
    const limitMs = stage.full ? 400_000 : 120_000;
    const mixed = Array.from({ length: each }, (_, index) =>
      paths.flatMap((path) => tickets(`${path.slice(1)}-${index}`, 1, path.slice(1))),
    ).flat();
    const load = desk.load(mixed, { limitMs, connections: 8 });
    await load.done;
    await desk.receiver.made.reached(mixed.length);
    await desk.drained(limitMs);
    const recoverMs = performance.now() - startedAt;

    const broken: string[] = [];
    const attempts = new Map<string, number>();
    let wellMs = 0;
    for (const { created_at, payload, attempts: made } of await desk.all<Delivery>("/deliveries")) {
      const path = payload.data.contact.external_id.replace(/^customer-(\w+)-.*/, "/$1");
      const expected = path === "/well" ? 1 : 2;
      if (made.length !== expected) broken.push(`A reply to ${path} shows ${made.length} attempts.`);
      if (expected === 2 && !made.some(({ error }) => error)) broken.push(`${path} shows no reason.`);
      if (path === "/well")
        wellMs = Math.max(wellMs, Date.parse(made[0]?.started_at ?? "") - Date.parse(created_at));
      attempts.set(path, (attempts.get(path) ?? 0) + made.length);
    }
    if (wellMs > longestQueueMs) broken.push("The healthy receiver had to wait for the others.");
    const shown = [...attempts].map(([path, count]) => `${path.slice(1)} ${count}`).join(", ");
    const outcome = await settle(desk, [load], { limitMs, delivered: true });
    return {
      ...outcome,
      recoverMs,
      note: `recovered: all delivered; attempts: ${shown}; the healthy one waited ${wellMs} ms at most`,
      broken: [...broken.slice(0, 4), ...outcome.broken],
    };
  },
};
