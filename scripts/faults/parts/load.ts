import { setTimeout as sleep } from "node:timers/promises";
import type { RunningApp } from "../../../server/testing/start-app.ts";
import { createCounter } from "./until.ts";

export type Event = { event_id: string; type: string; text: string; user_id: string };

const question = "My lamp does not turn on any more, the button does nothing.";

/** Tickets of as many customers, one each, so that every effect can be told apart. */
export function tickets(prefix: string, count: number, type = "ticket.created"): Event[] {
  return Array.from({ length: count }, (_, index) => ({
    event_id: `${prefix}-${index}`,
    type,
    text: question,
    user_id: `customer-${prefix}-${index}`,
  }));
}

/** The events, and a share of them once more, some way behind the first. */
export function withRepeats(events: Event[], share: number, random: () => number): Event[] {
  const all = [...events];
  for (let i = 0; i < Math.round(events.length * share); i++) {
    const again = Math.floor(random() * events.length);
    all.splice(again + 1 + Math.floor(random() * (all.length - again)), 0, events[again]!);
  }
  return all;
}

export type Load = {
  /** Counts answers 2xx. */
  acknowledged: ReturnType<typeof createCounter>;
  /** The keys with an answer 2xx. */
  keys: Set<string>;
  statuses: Map<number, number>;
  /** Answers of 429 and 503 without Retry-After, which a sender cannot act on. */
  unguided: number;
  ackMs: number[];
  done: Promise<void>;
};

type Target = { apps: RunningApp[]; endpointKey: string; secret: string };

/**
 * Posts every event over `connections` lanes, each again and again until its 2xx, as senders do: at the next process
 * when one is away, after its Retry-After (a second at the most) when it says so.
 */
export function startLoad(
  { apps, endpointKey, secret }: Target,
  events: Event[],
  options: { connections?: number; limitMs: number; perSecond?: number },
): Load {
  const { connections = 32, limitMs, perSecond = Number.POSITIVE_INFINITY } = options;
  const startedAt = performance.now();
  const deadline = startedAt + limitMs;
  const load: Load = {
    acknowledged: createCounter(),
    keys: new Set(),
    statuses: new Map(),
    unguided: 0,
    ackMs: [],
    done: Promise.resolve(),
  };
  let next = 0;

  async function deliver(event: Event, index: number): Promise<void> {
    for (let attempt = 0; performance.now() < deadline; attempt++) {
      const begun = performance.now();
      const app = apps[(index + attempt) % apps.length]!;
      const answer = await app.post(endpointKey, secret, event).catch(() => undefined);
      // An answer cut off in the middle is no acknowledgement.
      const whole = await answer?.arrayBuffer().catch(() => undefined);
      const status = whole ? answer!.status : 0;
      load.statuses.set(status, (load.statuses.get(status) ?? 0) + 1);
      if (status === 200 || status === 202) {
        load.ackMs.push(performance.now() - begun);
        load.keys.add(event.event_id);
        load.acknowledged.add();
        return;
      }
      const seconds = Number(answer?.headers.get("retry-after"));
      if ((status === 429 || status === 503) && !(seconds > 0)) load.unguided++;
      await sleep(seconds > 0 ? Math.min(seconds * 1000, 1000) : 50);
    }
    throw new Error(`${event.event_id} has no answer 2xx after ${limitMs / 1000} s.`);
  }
  async function lane(): Promise<void> {
    for (let index = next++; index < events.length; index = next++) {
      const early = startedAt + (index / perSecond) * 1000 - performance.now();
      if (early > 0) await sleep(early);
      await deliver(events[index]!, index);
    }
  }
  load.done = Promise.all(Array.from({ length: connections }, lane)).then(() => {});
  // Whoever waits for it hears of it; until then nobody does.
  load.done.catch(() => {});
  return load;
}

/** The answers that were neither 2xx, nor a refusal with Retry-After, nor a broken connection. */
export function brokenAnswers({ statuses, unguided }: Load): string[] {
  const odd = [...statuses].filter(([status]) => ![0, 200, 202, 429, 503].includes(status));
  return [
    ...odd.map(([status, count]) => `${count} answers were ${status}.`),
    ...(unguided > 0 ? [`${unguided} refusals came without Retry-After.`] : []),
  ];
}
