import { expect, test } from "vitest";
import { type Context, makeContext } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { deleteView } from "./delete-view.ts";
import { listViews } from "./list-views.ts";
import { saveView } from "./save-view.ts";

async function person(system: Context): Promise<Context> {
  const id = newId();
  const { prisma } = system.platform.database;
  await prisma.user.create({
    data: { id, email: `${id}@example.com`, name: "Ada", createdAt: new Date() },
  });
  return makeContext(system.platform, system.workspaceId, { kind: "user", id, name: "Ada" });
}

test("a view is its owner's, a shared one the team's, and neither another workspace's", async () => {
  const system = await testContext();
  const [ada, ben] = [await person(system), await person(system)];
  const mine = await saveView({
    ctx: ada,
    input: { name: "My urgent", shared: false, filter: { assignee: "me", priority: "urgent" } },
  });
  const ours = await saveView({
    ctx: ada,
    input: { name: "Night shift", shared: true, filter: { status: "open" } },
  });
  expect(await listViews({ ctx: ada })).toEqual([mine, ours]);
  expect(await listViews({ ctx: ben })).toEqual([ours]);
  expect(await listViews({ ctx: await person(await testContext()) })).toEqual([]);

  const drop = (ctx: Context, id: string, anyShared: boolean) =>
    deleteView({ ctx, input: { id, anyShared } });
  await expect(drop(ben, mine.id, true)).rejects.toMatchObject({ code: "not_found" });
  await expect(drop(ben, ours.id, false)).rejects.toMatchObject({ code: "forbidden" });
  await drop(ben, ours.id, true);
  await drop(ada, mine.id, false);
  expect(await listViews({ ctx: ada })).toEqual([]);
  const actions = await system.platform.database.prisma.auditEntry.findMany({
    where: { workspaceId: system.workspaceId },
    orderBy: { id: "asc" },
    select: { action: true },
  });
  expect(actions.map(({ action }) => action)).toEqual(["inbox_view.share", "inbox_view.delete"]);
});
