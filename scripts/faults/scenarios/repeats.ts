import { endpointKey, openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

const steps = ["created", "updated", "updated-again", "closed"];

/** The same key ten times, 64 times at once, and the events of one thing in any order. */
export const repeats: Scenario = {
  name: "repeats, 64 at once, out of order",
  covers: ["F14", "F15", "F16"],
  databases: ["PGlite", "PostgreSQL"],
  bounded: ["PostgreSQL"],
  async run(stage) {
    const [ids, rounds, things] = stage.full ? [1000, 200, 500] : [30, 4, 12];
    const desk = await openDesk(stage);
    const limitMs = stage.full ? 1_200_000 : 120_000;
    const shuffled = <T>(list: T[]) =>
      list
        .map((item) => ({ item, at: stage.random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item);
    const broken: string[] = [];

    const tenfold = tickets("ten", ids).flatMap((event) => Array.from({ length: 10 }, () => event));
    const ten = desk.load(shuffled(tenfold), { limitMs });
    await ten.done;
    const fresh = ten.statuses.get(202) ?? 0;
    // After a 503 the event may be stored all the same; its retry is then the first answer.
    const refused = ten.statuses.get(503) ?? 0;
    if (fresh > ids || fresh < ids - refused) broken.push(`${ids} events × 10 were accepted ${fresh} times.`);

    for (const event of tickets("once", rounds)) {
      const answers = await Promise.all(
        Array.from({ length: 64 }, () => desk.app.post(endpointKey, desk.secret, event)),
      );
      await Promise.all(answers.map((answer) => answer.arrayBuffer()));
      const accepted = answers.filter(({ status }) => status === 202).length;
      const known = answers.filter(({ status }) => status === 200).length;
      if (accepted !== 1 || known !== 63)
        broken.push(`64 at once: ${accepted} accepted, ${known} known, ${64 - accepted - known} refused.`);
    }

    const story = Array.from({ length: things }, (_, thing) =>
      steps.map((step) => ({
        ...tickets(`thing-${thing}-${step}`, 1)[0]!,
        user_id: `customer-thing-${thing}`,
        ticket_id: `T-${thing}`,
      })),
    ).flat();
    const disorder = desk.load(shuffled(story), { limitMs });
    await disorder.done;
    await desk.drained(limitMs);
    const waiting = new Map<string, number>();
    for (const { status, event_key } of await desk.all<{ status: string; event_key: string }>("/events")) {
      const thing = /^thing-(\d+)-/.exec(event_key)?.[1];
      if (thing && status === "awaiting_review") waiting.set(thing, (waiting.get(thing) ?? 0) + 1);
    }
    const wrong = things - [...waiting.values()].filter((count) => count === 1).length;
    if (wrong > 0) broken.push(`${wrong} of ${things} things do not wait with exactly one suggestion.`);

    const outcome = await settle(desk, [ten, disorder], { limitMs });
    return {
      ...outcome,
      sent: outcome.sent + rounds * 64,
      acknowledged: outcome.acknowledged + rounds,
      note: `${ids} × 10, ${rounds} × 64 at once, ${things} things × ${steps.length}`,
      broken: [...broken.slice(0, 4), ...outcome.broken],
    };
  },
};
