import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { writePresence } from "../../conversation/presence/store.ts";
import { newId } from "../../platform/ids.ts";
import { showDraft } from "../../suggestion/model/show-draft.ts";
import { testContext } from "../../testing/context.ts";
import { makeDraft } from "../../testing/drafts.ts";
import { followChanges } from "./follow-changes.ts";

/** What a page of this workspace hears of drafts, until one is over or `ms` have passed. */
async function hear(ctx: Context, ms: number): Promise<(string | null)[]> {
  const leave = new AbortController();
  const timer = setTimeout(() => leave.abort(), ms);
  const heard: (string | null)[] = [];
  for await (const one of followChanges({ ctx, after: undefined, signal: leave.signal })) {
    if (one && "draft" in one) heard.push(one.draft.text);
    if (heard.at(-1) === null) break;
  }
  clearTimeout(timer);
  return heard;
}

async function watched() {
  const ctx = await testContext();
  const { conversationId, runId } = await makeDraft(ctx);
  const { prisma } = ctx.platform.database;
  const userId = newId();
  await prisma.user.create({
    data: { id: userId, email: `${userId}@example.com`, name: "Mira", createdAt: new Date() },
  });
  const at = { workspaceId: ctx.workspaceId, conversationId, userId };
  const look = () => writePresence(prisma, { ...at, activity: "viewing", unsaved: false, seconds: 20 });
  return { ctx, input: { conversationId, runId }, look };
}

test("whoever has the conversation open hears it grow, without its marks, and that it is over", async () => {
  const { ctx, input, look } = await watched();
  await look();
  const heard = hear(ctx, 10_000);
  await sleep(300);
  const screen = showDraft({ ctx, input });
  screen.write("Charge it [1");
  await sleep(300);
  screen.write("Charge it [1]. Then press");
  await sleep(300);
  screen.write("Charge it [1]. Then press the button [2].");
  await screen.end();
  const said = await heard;
  expect(said.slice(0, 2)).toEqual(["Charge it", "Charge it. Then press"]);
  expect(said.at(-1)).toBeNull();
});

test("nobody looks: nothing is said; and another workspace never hears it", async () => {
  const { ctx, input, look } = await watched();
  const other = await testContext();
  const [own, foreign] = [hear(ctx, 1500), hear(other, 3000)];
  await sleep(200);
  const quiet = showDraft({ ctx, input });
  quiet.write("Nobody reads this");
  await sleep(300);
  await quiet.end();
  expect(await own).toEqual([]);
  await look();
  const screen = showDraft({ ctx, input });
  screen.write("Somebody does");
  await screen.end();
  expect(await foreign).toEqual([]);
});
