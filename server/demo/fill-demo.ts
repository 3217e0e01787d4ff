import { type Context, makeContext } from "../context.ts";
import { createEndpoint } from "../endpoint/create-endpoint.ts";
import { addDocument } from "../knowledge/add-document.ts";
import type { Platform } from "../platform/platform.ts";
import { createPlaybook } from "../playbook/create-playbook.ts";
import { answeredByPlaybook, demoSecret, endpointInputs, endpointKeys, verifications } from "./rules.ts";
import type { Pace, Source } from "./schema.ts";
import { chineseArticles } from "./shop/chinese-articles.ts";
import { englishArticles } from "./shop/english-articles.ts";
import { backdateSetUp, type DemoRow, filenamesOf, saveDemoState, unfinishedDocuments } from "./store.ts";
import { hireStaff } from "./telling/hire-staff.ts";
import { hasEndpoint, hasPlaybook } from "./telling/store.ts";
import { tellStory } from "./telling/tell-story.ts";

const dayMs = 86_400_000;

/**
 * Fills the demo workspace as the shop's own team would have, by the verbs everyone uses, and moves it into the two weeks
 * before. Stopped at any point and started again, it goes on with what is missing.
 */
export async function fillDemo({
  platform,
  input: { demo, pace },
}: {
  platform: Platform;
  input: { demo: DemoRow; pace: Pace };
}): Promise<void> {
  const { prisma } = platform.database;
  const ctx = makeContext(platform, demo.id, { kind: "system" });
  await makeEndpoints(ctx);
  const staff = await hireStaff({ ctx });
  if (!(await hasPlaybook(prisma, demo.id, answeredByPlaybook)))
    await createPlaybook({
      ctx,
      input: {
        name: "Delivery questions 配送咨询",
        eventType: answeredByPlaybook,
        instruction: "Answer questions about delivery from the help centre alone.",
        autonomy: "auto",
        priority: 10,
      },
    });
  await addArticles(ctx, pace);
  await backdateSetUp(prisma, demo.id, new Date(demo.createdAt.getTime() - 20 * dayMs));
  await tellStory({ ctx, input: { base: demo.createdAt, staff, pace } });
  await saveDemoState(prisma, demo.id, "ready");
}

async function makeEndpoints(ctx: Context): Promise<void> {
  const { database, settings } = ctx.platform;
  for (const source of Object.keys(endpointKeys) as Source[]) {
    if (await hasEndpoint(database.prisma, ctx.workspaceId, endpointKeys[source])) continue;
    const verification = { ...verifications[source], secret: demoSecret(settings.masterKey!, source) };
    await createEndpoint({ ctx, input: { ...endpointInputs[source], verification } });
  }
}

async function addArticles(ctx: Context, pace: Pace): Promise<void> {
  const { prisma } = ctx.platform.database;
  const there = await filenamesOf(prisma, ctx.workspaceId);
  const articles = englishArticles.flatMap((article, i) => [
    { ...article, language: "en" },
    ...(chineseArticles[i] ? [{ ...chineseArticles[i], language: "zh" }] : []),
  ]);
  for (const { filename, topic, text, language } of articles.filter((each) => !there.has(each.filename))) {
    await pace();
    const bytes = Buffer.from(text);
    const metadata = { topic, language };
    await addDocument({ ctx, input: { filename, mediaType: "text/markdown", bytes, metadata } });
    while ((await unfinishedDocuments(prisma, ctx.workspaceId)) > 0) await pace();
  }
}
