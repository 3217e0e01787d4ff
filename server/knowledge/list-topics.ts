import type { Context } from "../context.ts";
import { groupTopics } from "./asked/group-topics.ts";
import type { Topic } from "./asked/schema.ts";
import { unansweredQuestions } from "./asked/store.ts";

const lookedBackMs = 60 * 86_400_000;
const mostQuestions = 500;
const mostTopics = 50;

/** What customers asked in the last sixty days and the base did not answer, by topic: the articles worth writing. */
export async function listTopics({ ctx }: { ctx: Context }): Promise<Topic[]> {
  const rows = await unansweredQuestions(ctx.platform.database.prisma, ctx.workspaceId, {
    since: new Date(ctx.now().getTime() - lookedBackMs),
    take: mostQuestions,
  });
  const questions = rows.map((row) => ({
    ...row,
    language: row.language as "en" | "zh",
    outcome: row.outcome as "related" | "unknown",
  }));
  return groupTopics(questions).slice(0, mostTopics);
}
