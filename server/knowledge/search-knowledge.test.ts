import { afterAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { createBuiltinEmbedder } from "../platform/builtin-embedder.ts";
import { type Embedder, toUnitLength } from "../platform/embedder.ts";
import { testContext } from "../testing/context.ts";
import { addDocument } from "./add-document.ts";
import { deleteDocument } from "./delete-document.ts";
import { getVersionText } from "./get-version-text.ts";
import { ingestDocument } from "./ingest-document.ts";
import { searchKnowledge } from "./search-knowledge.ts";

const embedder = createBuiltinEmbedder();
afterAll(() => embedder.close?.());

async function add(ctx: Context, filename: string, text: string, metadata: Record<string, string> = {}) {
  const bytes = new TextEncoder().encode(text);
  const { id, versionId } = await addDocument({ ctx, input: { filename, bytes, metadata } });
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  return id;
}

const lamp = `# Lumen lamp

## Reset

Hold the button for ten seconds until the light blinks.

## Guarantee

The guarantee covers two years from the day of purchase.`;
const device = `# 设备手册

## 无法开机

如果设备无法开机或者屏幕无显示，请先检查电源线，然后长按电源键十秒。

## 退货

自签收之日起七天内可以申请退货。`;

test("the passage that answers comes first, in either language, with exact offsets", async () => {
  const ctx = await testContext({ embedder });
  await add(ctx, "lamp.md", lamp);
  await add(ctx, "设备.md", device);
  for (const [query, part] of [
    ["How long is the guarantee?", "two years"],
    ["My light needs a reset", "ten seconds"],
    ["设备无法开机，屏幕无显示", "长按电源键"],
    ["几天内可以退货？", "七天内"],
  ] as const) {
    const { passages } = await searchKnowledge({ ctx, input: { query } });
    const [best] = passages;
    expect(best?.text, query).toContain(part);
    const { text } = await getVersionText({ ctx, input: { versionId: best!.versionId } });
    expect(text.slice(best!.start, best!.end)).toBe(best!.text);
  }
});

test("the filter is part of the search, and a workspace finds only its own", async () => {
  const ctx = await testContext({ embedder });
  const other = await testContext({ embedder });
  const old = await add(ctx, "old.md", "The warranty of the old lamp is one year.", { product: "old" });
  const recent = await add(ctx, "new.md", "The warranty of the new lamp is five years.", {
    product: "new",
    region: "eu",
  });
  await add(other, "foreign.md", "The warranty of the foreign lamp is ten years.");

  const found = async (filter: Record<string, string>) => {
    const { passages } = await searchKnowledge({ ctx, input: { query: "warranty of the lamp", filter } });
    return passages.map(({ documentId }) => documentId).sort();
  };
  expect(await found({})).toEqual([old, recent].sort());
  expect(await found({ product: "new" })).toEqual([recent]);
  expect(await found({ product: "new", region: "us" })).toEqual([]);
});

test("a deleted document is not found any more; its text stays for citations", async () => {
  const ctx = await testContext({ embedder });
  const id = await add(ctx, "lamp.md", lamp);
  const { passages } = await searchKnowledge({ ctx, input: { query: "guarantee" } });
  await deleteDocument({ ctx, input: { id } });
  expect((await searchKnowledge({ ctx, input: { query: "guarantee" } })).passages).toEqual([]);
  const kept = await getVersionText({ ctx, input: { versionId: passages[0]!.versionId } });
  expect(kept).toMatchObject({ documentId: id, deleted: true, title: "Lumen lamp" });
});

test("without its embedder a search goes by words", async () => {
  const ctx = await testContext({ embedder });
  await add(ctx, "lamp.md", lamp);
  const broken = {
    ...embedder,
    embed: () => Promise.reject(new DomainError("model_unavailable", "away")),
  };
  const { passages } = await searchKnowledge({
    ctx: { ...ctx, platform: { ...ctx.platform, embedder: broken } },
    input: { query: "How long is the guarantee?" },
  });
  expect(passages[0]?.text).toContain("two years");
  expect(passages[0]?.legs.similarity).toBeNull();
});

test("an empty base and a question without words find nothing", async () => {
  const ctx = await testContext({ embedder });
  expect(await searchKnowledge({ ctx, input: { query: "anything?" } })).toEqual({
    passages: [],
    outcome: "unknown",
  });
  await add(ctx, "lamp.md", lamp);
  const { outcome } = await searchKnowledge({ ctx, input: { query: "???" } });
  expect(outcome).toBe("unknown");
});

test("an embedder that changes its vectors' length leaves the words to find what was learned before", async () => {
  let dimensions = 8;
  const changing: Embedder = {
    model: "changing",
    languages: ["en", "zh"],
    embed: async (texts) => texts.map(() => toUnitLength(Array.from({ length: dimensions }, () => 1))),
  };
  const ctx = await testContext({ embedder: changing });
  await add(ctx, "lamp.md", lamp);
  dimensions = 4;
  const { passages } = await searchKnowledge({ ctx, input: { query: "How long is the guarantee?" } });
  expect(passages[0]?.text).toContain("two years");
  expect(passages[0]?.legs.similarity).toBeNull();
});
