import { expect, test } from "vitest";
import { type Context, makeContext } from "../context.ts";
import { claimConversation } from "../conversation/claim-conversation.ts";
import { listConversations } from "../conversation/list-conversations.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { restoreConversations } from "../conversation/restore-conversations.ts";
import type { conversationFilter } from "../conversation/schema.ts";
import { wakeSnoozed } from "../conversation/wake-snoozed.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { triageConversations } from "./triage-conversations.ts";

const hour = 3_600_000;

/** A workspace with a person in it, and conversations of as many contacts. */
async function desk(count: number) {
  const { workspaceId, platform } = await testContext();
  const person = async () => {
    const userId = newId();
    const createdAt = new Date();
    const { prisma } = platform.database;
    await prisma.user.create({
      data: { id: userId, email: `${userId}@example.com`, name: "Ada", createdAt },
    });
    await prisma.membership.create({ data: { workspaceId, userId, role: "agent", createdAt } });
    return makeContext(platform, workspaceId, { kind: "user", id: userId, name: "Ada" });
  };
  const ctx = await person();
  const endpoint = await makeEndpoint(ctx);
  const open = async (name: string) => {
    const { eventId } = await makeEvent(ctx, endpoint, { mapped: { text: name, contact: { id: name } } });
    return (await openConversation({ ctx, input: { eventId } })).conversationId;
  };
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push(await open(`customer ${index}`));
  const names = async (filter: typeof conversationFilter._input, as: Context = ctx) =>
    (await listConversations({ ctx: as, input: filter })).data.map((row) => row.subject);
  return { ctx, person, ids, open, names };
}

const triage = (ctx: Context, ids: string[], change: object) =>
  triageConversations({ ctx, input: { ids, change } });

test("mine, a colleague's and nobody's", async () => {
  const { ctx, person, ids, names } = await desk(3);
  const colleague = await person();
  const me = ctx.actor.kind === "user" ? ctx.actor.id : "";
  const other = colleague.actor.kind === "user" ? colleague.actor.id : "";
  await triage(ctx, [ids[0]!], { assigneeId: me });
  await triage(ctx, [ids[1]!], { assigneeId: other });
  expect(await names({ assignee: "me" })).toEqual(["customer 0"]);
  expect(await names({ assignee: other })).toEqual(["customer 1"]);
  expect(await names({ assignee: "me" }, colleague)).toEqual(["customer 1"]);
  expect(await names({ assignee: "none" })).toEqual(["customer 2"]);

  // Who has left holds nothing.
  await ctx.platform.database.prisma.membership.deleteMany({ where: { userId: other } });
  expect(await names({ assignee: "none" })).toEqual(["customer 2", "customer 1"]);
  await expect(triage(ctx, [ids[2]!], { assigneeId: other })).rejects.toMatchObject({ code: "not_found" });
  const rows = (await listConversations({ ctx, input: {} })).data;
  expect(rows.map((row) => row.assignee?.id ?? null)).toEqual([null, null, me]);
});

test("a claim takes what is nobody's, once, and nothing from anybody", async () => {
  const { ctx, person, ids } = await desk(1);
  const colleagues = [ctx, await person(), await person()];
  const claims = await Promise.all(
    colleagues.map((as) => claimConversation({ ctx: as, input: { id: ids[0]! } })),
  );
  expect(claims.filter((claim) => claim.claimed)).toHaveLength(1);
  const audit = await ctx.platform.database.prisma.auditEntry.findMany({
    where: { workspaceId: ctx.workspaceId, action: "conversation.assign" },
  });
  expect(audit).toHaveLength(1);
});

test("snoozed lies in no other pile, and comes back by itself, unread and on top", async () => {
  const { ctx, ids, names, open } = await desk(3);
  const until = new Date(Date.now() + hour);
  await triage(ctx, [ids[0]!, ids[1]!], { snoozedUntil: until, unread: false });
  expect(await names({ queue: "open" })).toEqual(["customer 2"]);
  expect(await names({ queue: "snoozed" })).toEqual(["customer 1", "customer 0"]);

  // A new event of the customer's brings one back at once.
  await open("customer 1");
  expect(await names({ queue: "open" })).toEqual(["customer 1", "customer 2"]);

  expect(await wakeSnoozed(ctx.platform, new Date(until.getTime() - 1000))).toBe(0);
  const changes = () =>
    ctx.platform.database.prisma.change.count({
      where: { workspaceId: ctx.workspaceId, subjectId: ids[0]! },
    });
  const told = await changes();
  await wakeSnoozed(ctx.platform, until);
  expect(await changes()).toBe(told + 1);
  const [first] = (await listConversations({ ctx, input: { queue: "open" } })).data;
  expect(first).toMatchObject({ subject: "customer 0", unread: true, snoozedUntil: null });
});

test("resolved is done; an event opens it again", async () => {
  const { ctx, ids, names, open } = await desk(2);
  await triage(ctx, ids, { resolved: true });
  expect(await names({ queue: "done" })).toEqual(["customer 1", "customer 0"]);
  expect(await names({ queue: "open" })).toEqual([]);
  await open("customer 0");
  expect(await names({ queue: "open" })).toEqual(["customer 0"]);
});

test("an undo brings back exactly what was, but not over what has happened since", async () => {
  const { ctx, ids, names, open } = await desk(3);
  await triage(ctx, [ids[0]!], { priority: "urgent", unread: false });
  const { before } = await triage(ctx, ids, { resolved: true });
  expect(before).toHaveLength(3);
  await open("customer 2");
  expect(await restoreConversations({ ctx, input: { states: before } })).toEqual({ restored: 2 });
  const rows = (await listConversations({ ctx, input: { queue: "open" } })).data;
  expect(rows.map(({ subject, unread, priority }) => [subject, unread, priority])).toEqual([
    ["customer 2", true, "normal"],
    ["customer 1", true, "normal"],
    ["customer 0", false, "urgent"],
  ]);
  expect(await names({ priority: "urgent" })).toEqual(["customer 0"]);
  expect(await names({ unread: false })).toEqual(["customer 0"]);
});

test("nothing changes where nothing differs, and nothing of another workspace ever", async () => {
  const { ctx, ids } = await desk(1);
  expect(await triage(ctx, ids, { priority: "normal" })).toEqual({ before: [] });
  const stranger = await desk(1);
  await expect(triage(stranger.ctx, ids, { resolved: true })).rejects.toMatchObject({ code: "not_found" });
  const both = await triage(stranger.ctx, [...ids, ...stranger.ids], { resolved: true });
  expect(both.before.map((state) => state.id)).toEqual(stranger.ids);
  const mine = (await listConversations({ ctx, input: {} })).data[0]!;
  expect(mine.status).toBe("open");
  const state = { ...both.before[0]!, id: ids[0]!, lastActivityAt: mine.lastActivityAt, unread: false };
  expect(await restoreConversations({ ctx: stranger.ctx, input: { states: [state] } })).toEqual({
    restored: 0,
  });
});
