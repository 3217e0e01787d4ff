import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { testContext } from "../testing/context.ts";
import { activateDocument } from "./activate-document.ts";
import { addDocument } from "./add-document.ts";
import { createDictionary } from "./bilingual/create-dictionary.ts";
import { createEmbedder } from "./create-embedder.ts";
import { embedDocument } from "./embed-document.ts";
import { indexDocument } from "./index-document.ts";
import type { SearchOutcome } from "./schema.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { saveExtractedText } from "./versions/store.ts";

/** The built-in embedder and dictionary on a small support base: what a team without any key gets. */
type Base = {
  documents: { id: string; title: string; text: string }[];
  queries: { text: string; relevant: string[] }[];
  offTopic: string[];
};
const base: Base = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../bench/support-base.json"), "utf8"),
);
const dictionary = createDictionary();
const embedder = createEmbedder(
  { embedding: undefined, openai: { apiKey: undefined, baseUrl: undefined } },
  dictionary,
);
afterAll(() => embedder.close?.());

const ids = new Map<string, string>();
let ctx: Context;

beforeAll(async () => {
  ctx = await testContext({ embedder, dictionary });
  for (const { id, title, text } of base.documents) {
    const added = await addDocument({
      ctx,
      input: { filename: `${id}.txt`, title, bytes: new TextEncoder().encode(text) },
    });
    const input = { documentId: added.id, versionId: added.versionId };
    const scope = { workspaceId: ctx.workspaceId, ...input };
    await saveExtractedText(ctx.platform.database.prisma, scope, { text, headings: [] });
    await indexDocument({ ctx, input });
    while ((await embedDocument({ ctx, input })).left);
    await activateDocument({ ctx, input });
    ids.set(id, added.id);
  }
}, 60_000);

async function ask(query: string): Promise<{ documents: string[]; outcome: SearchOutcome }> {
  const { passages, outcome } = await searchKnowledge({ ctx, input: { query } });
  return { documents: passages.map(({ documentId }) => documentId), outcome };
}

test("most questions find their document first, nearly all among five; few are taken for unknown", async () => {
  let first = 0;
  let among = 0;
  let unknown = 0;
  for (const { text, relevant } of base.queries) {
    const { documents, outcome } = await ask(text);
    const wanted = relevant.map((id) => ids.get(id));
    if (wanted.includes(documents[0])) first++;
    if (documents.some((id) => wanted.includes(id))) among++;
    if (outcome === "unknown") unknown++;
  }
  const share = (count: number) => count / base.queries.length;
  expect(share(first)).toBeGreaterThan(0.8);
  expect(share(among)).toBeGreaterThan(0.9);
  expect(share(unknown)).toBeLessThan(0.1);
}, 120_000);

test("a question about something else is never answered, and hardly ever called related", async () => {
  const outcomes: SearchOutcome[] = [];
  for (const query of base.offTopic) outcomes.push((await ask(query)).outcome);
  expect(outcomes.filter((outcome) => outcome === "answer")).toEqual([]);
  expect(outcomes.filter((outcome) => outcome === "related").length).toBeLessThan(base.offTopic.length / 10);
});

test.each([
  ["设备无法开机，屏幕无显示", "zh-power", "answer"],
  ["Alarm E-42 on pump 3", "en-alarm", "answer"],
  ["会员怎么退订", "zh-member", "answer"],
])("%s", async (query, id, outcome) => {
  const answer = await ask(query);
  expect(answer.documents[0]).toBe(ids.get(id));
  expect(answer.outcome).toBe(outcome);
});

test("a question crosses the language where only the other one knows", async () => {
  const question = "增值税号能加到发票上吗";
  const { documents } = await ask(question);
  expect(documents).toContain(ids.get("en-invoice"));
});
