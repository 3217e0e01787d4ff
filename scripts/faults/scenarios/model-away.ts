import { openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import { modelFaults, provoking, retryAfterSeconds, startModel } from "../parts/model.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";
import { quantile, until } from "../parts/until.ts";

type Conversation = { attention: string | null; contact: { external_id: string } };

const longestWaitMs = 15_000;
const longestSilenceMs = 60_000;
/** Of one step: the first and four retries. */
const mostAttempts = 5;

/** Each fault of a model API, once an event: an agent has the conversation soon, the draft comes with a later try. */
export const modelAway: Scenario = {
  name: "model API away or nonsense",
  covers: ["F10", "F11", "F12"],
  databases: ["PGlite", "PostgreSQL"],
  bounded: ["PGlite"],
  async run(stage) {
    const each = stage.full ? 20 : 2;
    // A model that says nothing is given a minute, and the retry comes up to 45 s later.
    const faults = modelFaults.filter((fault) => stage.full || fault !== "silence");
    const model = await startModel();
    stage.defer(() => model.close());
    const desk = await openDesk(stage, {
      env: { FIRSTLINE_MODEL: "small", OPENAI_BASE_URL: model.baseUrl },
    });
    const limitMs = stage.full ? 300_000 : 120_000;
    const calm = desk.load(tickets("calm", 20), { limitMs, connections: 4 });
    await calm.done;

    const startedAt = performance.now();
    const events = faults.flatMap((fault) =>
      tickets(fault.replaceAll(" ", "-"), each).map((event) => ({
        ...event,
        text: provoking(event.text, event.event_id, fault),
      })),
    );
    const load = desk.load(events, { limitMs, connections: 4 });
    const marked = new Map<string, number>();
    await until("every conversation was marked for an agent", limitMs, async () => {
      for (const { attention, contact } of await desk.all<Conversation>("/conversations"))
        if (attention === "model_unavailable" && !marked.has(contact.external_id))
          marked.set(contact.external_id, performance.now() - startedAt);
      return marked.size === events.length;
    });
    await load.done;
    const slowest = (silence: boolean) =>
      Math.max(0, ...[...marked].filter(([id]) => id.includes("silence") === silence).map(([, ms]) => ms));
    await until("every draft came after all", limitMs, async () =>
      (await desk.all<Conversation>("/conversations")).every(({ attention }) => attention === null),
    );
    const recoverMs = performance.now() - startedAt;

    const broken: string[] = [];
    for (const { event_id } of events.filter(({ text }) => text.endsWith(": 429]"))) {
      const [first = 0, second = 0] = model.asked.get(event_id) ?? [];
      if (second - first < retryAfterSeconds * 1000) broken.push(`${event_id} was asked again too early.`);
    }
    const most = Math.max(...[...model.asked.values()].map(({ length }) => length));
    if (most > mostAttempts) broken.push(`The model was asked ${most} times about one event.`);
    if (slowest(false) > longestWaitMs) broken.push(`An agent had to wait ${slowest(false).toFixed(0)} ms.`);
    if (slowest(true) > longestSilenceMs)
      broken.push(`With a silent model an agent had to wait ${slowest(true).toFixed(0)} ms.`);
    const outcome = await settle(desk, [calm, load], { limitMs });
    const silent = stage.full ? `, with a silent one ${(slowest(true) / 1000).toFixed(1)} s` : "";
    const acks = [calm, load].map(({ ackMs }) => quantile(ackMs, 0.99).toFixed(0)).join(" → ");
    return {
      ...outcome,
      recoverMs,
      note: `${faults.length} faults × ${each}; agents had them after ${(slowest(false) / 1000).toFixed(1)} s${silent}; acks p99 ${acks} ms`,
      broken: [...broken, ...outcome.broken],
    };
  },
};
