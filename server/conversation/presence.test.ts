import { expect, test } from "vitest";
import { type Context, makeContext } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { makeEndpoint, makeEvent } from "../testing/rows.ts";
import { announcePresence } from "./announce-presence.ts";
import { leaveConversation } from "./leave-conversation.ts";
import { listPresences } from "./list-presences.ts";
import { openConversation } from "./open-conversation.ts";

async function person(system: Context, name: string): Promise<Context> {
  const id = newId();
  const { workspaceId, platform } = system;
  const { prisma } = platform.database;
  const createdAt = new Date();
  await prisma.user.create({ data: { id, email: `${id}@example.com`, name, createdAt } });
  await prisma.membership.create({ data: { workspaceId, userId: id, role: "agent", createdAt } });
  return makeContext(platform, workspaceId, { kind: "user", id, name });
}

test("colleagues see who looks and who answers; repeating it tells nobody anything", async () => {
  const system = await testContext();
  const { prisma } = system.platform.database;
  const { eventId } = await makeEvent(system, await makeEndpoint(system), { mapped: { text: "Hello" } });
  const { conversationId: id } = await openConversation({ ctx: system, input: { eventId } });
  const [ada, ben] = [await person(system, "Ada"), await person(system, "Ben")];
  const told = () => prisma.change.count({ where: { workspaceId: system.workspaceId, topic: "presence" } });
  const say = (ctx: Context, activity: "viewing" | "replying", unsaved = false) =>
    announcePresence({ ctx, input: { id, activity, unsaved } });

  await say(ada, "viewing");
  await say(ada, "viewing");
  expect(await told()).toBe(1);
  await say(ada, "replying", true);
  expect(await told()).toBe(2);
  await say(ben, "viewing");
  expect(await listPresences({ ctx: ben })).toMatchObject([
    { conversationId: id, name: "Ada", activity: "replying", unsaved: true },
  ]);
  expect(await listPresences({ ctx: ada })).toMatchObject([{ name: "Ben", activity: "viewing" }]);
  expect(await listPresences({ ctx: await person(await testContext(), "Eve") })).toEqual([]);

  await leaveConversation({ ctx: ada, input: { id } });
  await leaveConversation({ ctx: ada, input: { id } });
  expect(await told()).toBe(4);
  expect(await listPresences({ ctx: ben })).toEqual([]);

  // Who falls silent is gone; who comes back is announced anew.
  await prisma.presence.updateMany({
    where: { workspaceId: system.workspaceId },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
  expect(await listPresences({ ctx: ada })).toEqual([]);
  await say(ben, "viewing");
  expect(await told()).toBe(5);
});
