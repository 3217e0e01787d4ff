import type { Context } from "../../server/context.ts";
import { activateDocument } from "../../server/knowledge/activate-document.ts";
import { addDocument } from "../../server/knowledge/add-document.ts";
import { embedDocument } from "../../server/knowledge/embed-document.ts";
import { indexDocument } from "../../server/knowledge/index-document.ts";
import { saveExtractedText } from "../../server/knowledge/versions/store.ts";

/** `type` sorts questions for the report: paraphrased, terse, … */
export type Question = { id: string; text: string; relevant?: string[]; type?: string };

export type QuestionSet = {
  documents: { id: string; title: string; text: string }[];
  queries: Question[];
  offTopic?: string[];
};

const atOnce = 4;

export async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}

/** Puts a set's documents into the context's workspace. @returns our ids by the set's */
export async function learn(ctx: Context, documents: QuestionSet["documents"]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  await inParallel(documents, async ({ id, title, text }) => {
    const bytes = new TextEncoder().encode(text);
    const added = await addDocument({ ctx, input: { filename: `${id}.txt`, title: title || id, bytes } });
    const input = { documentId: added.id, versionId: added.versionId };
    const scope = { workspaceId: ctx.workspaceId, ...input };
    await saveExtractedText(ctx.platform.database.prisma, scope, { text, headings: [] });
    await indexDocument({ ctx, input });
    while ((await embedDocument({ ctx, input })).left);
    await activateDocument({ ctx, input });
    ids.set(id, added.id);
  });
  return ids;
}
