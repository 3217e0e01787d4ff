import { insertChannel } from "../../channel/store.ts";
import type { Context } from "../../context.ts";
import { setEventStatus } from "../../incoming-event/set-event-status.ts";
import { approveSuggestion } from "../../suggestion/approve-suggestion.ts";
import { rejectSuggestion } from "../../suggestion/reject-suggestion.ts";
import { settleDelivery } from "../../suggestion/settle-delivery.ts";
import { findSuggestion } from "../../suggestion/store.ts";
import { bodyOf, demoSecret } from "../rules.ts";
import type { Pace, Source, StoryEvent } from "../schema.ts";
import { chineseEvents } from "../shop/chinese-events.ts";
import { englishEvents } from "../shop/english-events.ts";
import { backdate, readStory, type StoryRow } from "../store.ts";
import type { Staff } from "./hire-staff.ts";
import { postEvent } from "./post-event.ts";
import { hasChannel, writeFailedDelivery, writeFailedRun } from "./store.ts";

type Told = StoryEvent & { source: Source };

const minuteMs = 60_000;
/** Together in the engine at a time: few enough to leave it to others. */
const atOnce = 3;
const patienceMs = 20_000;
const failure = "The database does not answer just now. Try again in a moment.";

/** What happened to the shop in two weeks, in the order it happened, and what its team did about it. */
export async function tellStory({
  ctx,
  input,
}: {
  ctx: Context;
  input: { base: Date; staff: Staff; pace: Pace };
}): Promise<void> {
  const story = [
    ...englishEvents.map((event): Told => ({ ...event, source: "orders" })),
    ...chineseEvents.map((event): Told => ({ ...event, source: "helpdesk" })),
  ].sort((a, b) => b.minutesAgo - a.minutesAgo);
  const teller = { ctx, ...input };
  for (let from = 0; from < story.length; from += atOnce) {
    await input.pace();
    await tell(teller, story.slice(from, from + atOnce));
  }
}

type Teller = { ctx: Context; base: Date; staff: Staff; pace: Pace };

const receivedAt = ({ base }: Teller, event: Told) => new Date(base.getTime() - event.minutesAgo * minuteMs);

async function tell(teller: Teller, events: Told[]): Promise<void> {
  const { ctx, pace } = teller;
  const { prisma } = ctx.platform.database;
  const there = await readStory(prisma, ctx.workspaceId);
  for (const event of events) if (!there.has(event.key)) await post(teller, event);
  const wait = async () => {
    const until = Date.now() + patienceMs;
    for (;;) {
      const rows = await readStory(prisma, ctx.workspaceId);
      if (events.every((event) => isSettled(event, rows.get(event.key))) || Date.now() > until) return rows;
      await pace();
    }
  };
  const drafted = await wait();
  for (const event of events) await act(teller, event, drafted.get(event.key));
  const rows = await wait();
  for (const event of events) await finish(teller, event, rows.get(event.key));
}

function isSettled({ act, text }: Told, row: StoryRow | undefined): boolean {
  if (!row || ["accepted", "processing"].includes(row.status)) return false;
  // A run that began two weeks ago is handed over at once (hand-over-in-time.ts); its draft comes all the same.
  if (text && !row.suggestionId) return false;
  if (act.kind === "byPlaybook" && row.suggestionStatus === "pending") return false;
  return !["queued", "sending"].includes(row.deliveryStatus ?? "");
}

async function post(teller: Teller, event: Told): Promise<void> {
  const { ctx } = teller;
  const { source, key } = event;
  const at = receivedAt(teller, event);
  const body = bodyOf(source, { ...event, at });
  const secret = demoSecret(ctx.platform.settings.masterKey!, source);
  await postEvent({ ctx, input: { source, id: key, body, at, secret } });
  // Now and then a sender repeats itself, and once somebody uses an old secret.
  const later = new Date(at.getTime() + 30_000);
  if (/[17]$/.test(key)) await postEvent({ ctx, input: { source, id: key, body, at: later, secret } });
  if (/[05]$/.test(key)) {
    const old = demoSecret(`${ctx.platform.settings.masterKey} before`, source);
    await postEvent({ ctx, input: { source, id: `${key}-old`, body, at: later, secret: old } });
  }
}

const decidedAt = (teller: Teller, event: Told): Date | null => {
  const { act } = event;
  const at = receivedAt(teller, event).getTime();
  if ("afterMinutes" in act) return new Date(at + act.afterMinutes * minuteMs);
  return act.kind === "byPlaybook" ? new Date(at + 2000) : null;
};

async function act(teller: Teller, event: Told, row: StoryRow | undefined): Promise<void> {
  const { ctx, staff } = teller;
  const { act } = event;
  if (!row?.suggestionId || row.suggestionStatus !== "pending" || !("afterMinutes" in act)) return;
  const { suggestionId: id } = row;
  const at = decidedAt(teller, event)!;
  const agent: Context = { ...ctx, actor: staff[event.source], now: () => at };
  if (act.kind === "reject") return rejectSuggestion({ ctx: agent, input: { id, reason: act.reason } });
  const draft = await findSuggestion(ctx.platform.database.prisma, ctx.workspaceId, id);
  const text = act.kind === "edit" ? { text: `${draft!.text}${act.added}` } : {};
  await approveSuggestion({ ctx: agent, input: { id, ...text } });
}

async function finish(teller: Teller, event: Told, row: StoryRow | undefined): Promise<void> {
  if (!row) return;
  const { ctx } = teller;
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const at = decidedAt(teller, event);
  await prisma.$transaction((tx) =>
    backdate(tx, workspaceId, { id: row.id, receivedAt: receivedAt(teller, event), decidedAt: at }),
  );
  if (event.act.kind === "fails") {
    await prisma.$transaction(async (tx) => {
      await writeFailedRun(tx, workspaceId, {
        eventId: row.id,
        reason: failure,
        at: receivedAt(teller, event),
      });
      await setEventStatus(tx, { ctx, eventId: row.id, status: "failed", reason: failure });
    });
  }
  if (event.act.kind === "deliveryFails" && row.suggestionId && row.deliveryStatus) {
    const { suggestionId } = row;
    const deliveryId = await prisma.$transaction(async (tx) => {
      const channelId = await channel(teller, tx);
      return writeFailedDelivery(tx, workspaceId, { suggestionId, channelId, at: at! });
    });
    await settleDelivery({ ctx, input: { deliveryId } });
  }
}

async function channel(teller: Teller, tx: Parameters<typeof hasChannel>[0]): Promise<string> {
  const { ctx, base } = teller;
  const name = "Pebble order system";
  const known = await hasChannel(tx, ctx.workspaceId, name);
  if (known) return known;
  // The address is nobody's (RFC 2606), so it is not asked for here as one typed by a person would be.
  const config = { url: "https://orders.pebble-teaware.example/replies" };
  const { workspaceId } = ctx;
  return (await insertChannel(tx, { workspaceId, name, kind: "webhook", config, now: base })).id;
}
