import { expect, test } from "vitest";
import type { Context } from "../context.ts";
import type { Embedder } from "../platform/embedder.ts";
import { testContext } from "../testing/context.ts";
import { addDocument } from "./add-document.ts";
import { addTestQuestions } from "./add-test-questions.ts";
import { deleteDocument } from "./delete-document.ts";
import { evaluateSearch } from "./evaluate-search.ts";
import { summarize } from "./evaluation/summarize.ts";
import { ingestDocument } from "./ingest-document.ts";
import { listTitles } from "./list-titles.ts";
import { removeTestQuestion } from "./remove-test-question.ts";
import { showEvaluation } from "./show-evaluation.ts";

/** Understands no language: what is found here is found by its words. */
const embedder: Embedder = { model: "test", languages: [], embed: async () => [] };

async function add(ctx: Context, filename: string, text: string): Promise<string> {
  const { id, versionId } = await addDocument({
    ctx,
    input: { filename, bytes: new TextEncoder().encode(text) },
  });
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  return id;
}
const ask = (ctx: Context, documentId: string | null, ...questions: string[]) =>
  addTestQuestions({ ctx, input: { questions, answer: documentId === null ? "nothing" : { documentId } } });

test("the team's questions are asked, and their figures stand by language beside those of the run before", async () => {
  const ctx = await testContext({ embedder });
  await expect(evaluateSearch({ ctx })).rejects.toMatchObject({ code: "conflict" });
  const lamp = await add(ctx, "lamp.md", "# Lamp\n\nHold the button for ten seconds to reset the lamp.");
  const returns = await add(ctx, "退货.md", "# 退货\n\n自签收之日起七天内可以申请退货。");
  await ask(ctx, lamp, "How do I reset the lamp?");
  await ask(ctx, returns, "几天内可以申请退货？");
  await ask(ctx, null, "Who won the football match yesterday?");
  const first = await evaluateSearch({ ctx });
  expect(first.report).toMatchObject({
    all: { questions: 2, recall1: 1, recall5: 1, mrr: 1 },
    languages: [
      { language: "en", figures: { questions: 1, recall1: 1 } },
      { language: "zh", figures: { questions: 1, recall1: 1 } },
    ],
    unanswerable: { questions: 1, answer: 0, unknown: 1 },
    auroc: 1,
  });

  // Expected of the wrong document: not found is told, question by question.
  await ask(ctx, returns, "reset button seconds");
  await evaluateSearch({ ctx });
  const { questions, last, before } = await showEvaluation({ ctx });
  expect(before?.report.all.recall1).toBe(1);
  expect(last?.report.all.recall1).toBeCloseTo(2 / 3);
  const wrong = questions.find(({ question }) => question === "reset button seconds");
  expect(wrong?.document).toEqual({ id: returns, title: "退货", deleted: false });
  expect(last?.report.results.find(({ id }) => id === wrong?.id)?.rank).not.toBe(1);

  await removeTestQuestion({ ctx, input: { id: wrong!.id } });
  await deleteDocument({ ctx, input: { id: returns } });
  const again = await evaluateSearch({ ctx });
  expect(again.report.all).toMatchObject({ questions: 1, recall1: 1 });
  expect(again.report.languages).toEqual([]);
  expect((await listTitles({ ctx })).map(({ id }) => id)).toEqual([lamp]);
});

test("another workspace's document and question are not there, and 300 questions are enough", async () => {
  const ctx = await testContext({ embedder });
  const other = await testContext({ embedder });
  const lamp = await add(ctx, "lamp.md", "# Lamp\n\nHold the button.");
  await ask(ctx, lamp, "reset?");
  const { questions } = await showEvaluation({ ctx });
  await expect(ask(other, lamp, "reset?")).rejects.toMatchObject({ code: "not_found" });
  const removing = removeTestQuestion({ ctx: other, input: { id: questions[0]!.id } });
  await expect(removing).rejects.toMatchObject({ code: "not_found" });
  for (let i = 0; i < 3; i++)
    await ask(other, null, ...Array.from({ length: 100 }, (_, n) => `question ${n}`));
  await expect(ask(other, null, "one more")).rejects.toMatchObject({ code: "conflict" });
  expect((await showEvaluation({ ctx })).questions).toHaveLength(1);
});

test("a document beyond the tenth is not found, and without the other kind nothing tells them apart", () => {
  const one = { id: "q", language: "en" as const, outcome: "related" as const, evidence: 1 };
  const report = summarize([{ ...one, found: [..."abcdefghij", "x"], expected: "x" }]);
  expect(report.results).toEqual([{ id: "q", rank: null, outcome: "related" }]);
  expect(report).toMatchObject({ all: { mrr: 0 }, auroc: null, unanswerable: { questions: 0 } });
});
