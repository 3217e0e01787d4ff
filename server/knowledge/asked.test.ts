import { expect, test } from "vitest";
import type { Context } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { addDocument } from "./add-document.ts";
import { calibrateSearch } from "./calibrate-search.ts";
import { explainSearch } from "./explain-search.ts";
import { forgetAskedQuestions } from "./forget-asked-questions.ts";
import { getCalibration } from "./get-calibration.ts";
import { ingestDocument } from "./ingest-document.ts";
import { listQuestions } from "./list-questions.ts";
import { listTopics } from "./list-topics.ts";
import { resetCalibration } from "./reset-calibration.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { settleQuestions } from "./settle-questions.ts";
import { writeArticle } from "./write-article.ts";

const words = { model: "none", languages: [], embed: async () => [] };
const context = () => testContext({ embedder: words });

async function learn(ctx: Context, filename: string, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const { id, versionId } = await addDocument({ ctx, input: { filename, bytes } });
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  return id;
}
const ask = (ctx: Context, query: string) =>
  searchKnowledge({ ctx, input: { query, asked: { origin: "api" } } });

test("what is asked in earnest is kept with its outcome, once for each run; a look at the screen is not", async () => {
  const ctx = await context();
  await learn(ctx, "lamp.md", "# Warranty\n\nThe warranty of a lamp lasts two years.");
  await ask(ctx, "How long does the warranty of a lamp last?");
  const asked = { origin: "draft" as const, runId: newId(), conversationId: newId() };
  for (let repeat = 0; repeat < 2; repeat++)
    await searchKnowledge({ ctx, input: { query: "Do you ship to Norway?", asked } });
  await explainSearch({ ctx, input: { query: "warranty" } });
  const { data } = await listQuestions({ ctx, input: {} });
  expect(data.map(({ question, outcome, origin }) => [question, outcome, origin])).toEqual([
    ["Do you ship to Norway?", "unknown", "draft"],
    ["How long does the warranty of a lamp last?", "answer", "api"],
  ]);
  expect(data[1]?.passages).toMatchObject([{ title: "Warranty" }]);
  expect((await listQuestions({ ctx, input: { outcome: "unknown" } })).data).toHaveLength(1);
  const other = await context();
  expect((await listQuestions({ ctx: other, input: {} })).data).toEqual([]);
});

test("what nobody's document answers becomes a topic, and an article settles it", async () => {
  const ctx = await context();
  for (const question of ["Do you ship to Norway?", "Shipping to Norway?", "Can I pay with PayPal?"])
    await ask(ctx, question);
  const topics = await listTopics({ ctx });
  expect(topics.map(({ questions }) => questions.length)).toEqual([2, 1]);
  const norway = topics[0]!.questions.map(({ id }) => id);
  const { id } = await writeArticle({
    ctx,
    input: { title: "Shipping: to Norway?", text: "We ship to Norway within five days.", questions: norway },
  });
  const { prisma } = ctx.platform.database;
  const version = await prisma.documentVersion.findFirstOrThrow({ where: { documentId: id } });
  await ingestDocument({ ctx, input: { documentId: id, versionId: version.id } });
  expect((await listTopics({ ctx })).map(({ title }) => title)).toEqual(["Can I pay with PayPal?"]);
  const { outcome, passages } = await ask(ctx, "Do you ship to Norway?");
  expect([outcome, passages[0]?.title]).toEqual(["answer", "Shipping: to Norway?"]);
  const pay = (await listTopics({ ctx }))[0]!.questions.map((question) => question.id);
  expect(await settleQuestions({ ctx, input: { ids: pay } })).toEqual({ settled: 1 });
  expect(await settleQuestions({ ctx, input: { ids: pay } })).toEqual({ settled: 0 });
  expect(await listTopics({ ctx })).toEqual([]);
});

test("questions of another workspace cannot be settled, and old ones are forgotten", async () => {
  const ctx = await context();
  const other = await context();
  await ask(ctx, "Do you ship to Norway?");
  const [topic] = await listTopics({ ctx });
  const ids = topic!.questions.map(({ id }) => id);
  expect(await settleQuestions({ ctx: other, input: { ids } })).toEqual({ settled: 0 });
  await forgetAskedQuestions(ctx.platform, new Date(Date.now() + 80 * 86_400_000));
  expect((await listQuestions({ ctx, input: {} })).data).toHaveLength(1);
  await forgetAskedQuestions(ctx.platform, new Date(Date.now() + 91 * 86_400_000));
  expect((await listQuestions({ ctx, input: {} })).data).toEqual([]);
});

test("a mistyped word finds what was meant, and the playground says so", async () => {
  const ctx = await context();
  await learn(ctx, "lamp.md", "# Warranty\n\nThe warranty of a lantern lasts two years.");
  const { passages, outcome, evidence, thresholds } = await explainSearch({
    ctx,
    input: { query: "warrenty of the lantren" },
  });
  expect(passages[0]?.text).toContain("two years");
  expect(passages[0]?.why.found).toEqual([
    { word: "warrenty", as: "warranty", how: "typo" },
    { word: "lantren", as: "lantern", how: "typo" },
  ]);
  expect(outcome).not.toBe("unknown");
  expect(evidence).toBeGreaterThan(0);
  expect(thresholds.related).toBeLessThan(thresholds.answer);
});

test("passages that repeat one another are folded, those of internal documents told", async () => {
  const ctx = await context();
  const text = "Goods may be returned within thirty days of delivery, in their packaging.";
  await learn(ctx, "a.md", text);
  await learn(ctx, "b.md", text);
  const { passages } = await explainSearch({ ctx, input: { query: "returned goods" } });
  expect(passages).toHaveLength(1);
  expect(passages[0]?.alsoIn).toHaveLength(1);
  expect(passages[0]?.internal).toBe(false);
});

const parts = [
  "pump",
  "valve",
  "seal",
  "motor",
  "filter",
  "hose",
  "gauge",
  "bearing",
  "fan",
  "switch",
  "cable",
  "tank",
  "lid",
];

test("thresholds are learned from the workspace's own headings, used, and put back", async () => {
  const ctx = await context();
  await learn(
    ctx,
    "few.md",
    "# One\n\n## Oiling the hinge\n\nPut a drop of oil on each hinge of the door twice a year, no more.",
  );
  await expect(calibrateSearch({ ctx })).rejects.toMatchObject({ code: "conflict" });
  for (const part of parts)
    await learn(
      ctx,
      `${part}.md`,
      `# Guide to the ${part}\n\n## Replacing the ${part} quickly\n\nTake the old ${part} out with both hands, clean the place, and put the new ${part} in until it clicks. The work takes some minutes.`,
    );
  const { learned, shift } = await calibrateSearch({ ctx });
  expect(learned.sections).toBeGreaterThanOrEqual(12);
  expect(learned.auroc).toBeGreaterThan(0.9);
  expect(learned.chosen.answer).toBeCloseTo(learned.before.answer + shift.answer);
  expect(await getCalibration({ ctx })).toMatchObject({ shift });
  const moved = (await explainSearch({ ctx, input: { query: "pump" } })).thresholds;
  await resetCalibration({ ctx });
  const usual = (await explainSearch({ ctx, input: { query: "pump" } })).thresholds;
  expect(moved.answer - usual.answer).toBeCloseTo(shift.answer);
  expect(await getCalibration({ ctx })).toBeNull();
});
