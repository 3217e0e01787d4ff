import { expect, test } from "vitest";
import type { Context } from "../context.ts";
import { type Embedder, toUnitLength } from "../platform/embedder.ts";
import { testContext } from "../testing/context.ts";
import { addDocument } from "./add-document.ts";
import { cancelDocument } from "./cancel-document.ts";
import { getDocument } from "./get-document.ts";
import { getVersionText } from "./get-version-text.ts";
import { indexDocument } from "./index-document.ts";
import { ingestDocument } from "./ingest-document.ts";
import { listPassages } from "./list-passages.ts";
import { previewPassages } from "./preview-passages.ts";
import { retryDocument } from "./retry-document.ts";
import { reviseDocument } from "./revise-document.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { switchPassage } from "./switch-passage.ts";
import { updateDocument } from "./update-document.ts";
import { uploadVersion } from "./upload-version.ts";

/** Counts what it is asked to embed. */
function counting(): Embedder & { embedded: string[] } {
  const embedded: string[] = [];
  return {
    model: "test",
    languages: ["en", "zh"],
    embedded,
    embed: async (texts) => {
      embedded.push(...texts);
      return texts.map((text) => toUnitLength([text.length, 1, 1]));
    },
  };
}

const filler = "The rest of this section says what every section says, in as many words as it takes. ".repeat(
  11,
);
const section = (title: string, text: string) => `## ${title}\n\n${text} ${filler}`;
const guide = [
  "# Lamp guide",
  section("Warranty", "It lasts two years."),
  section("Returns", "Thirty days."),
  section("Repair", "Send the lantern to us."),
].join("\n\n");

async function learned(ctx: Context, text = guide) {
  const bytes = new TextEncoder().encode(text);
  const { id, versionId } = await addDocument({ ctx, input: { filename: "guide.md", bytes } });
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  return { id, versionId };
}
const read = (ctx: Context, documentId: string, versionId: string) =>
  ingestDocument({ ctx, input: { documentId, versionId } });
async function found(ctx: Context, query: string) {
  const { passages } = await searchKnowledge({ ctx, input: { query } });
  for (const { versionId, start, end, text } of passages)
    expect((await getVersionText({ ctx, input: { versionId } })).text.slice(start, end)).toBe(text);
  return passages;
}

test("other words for a passage make a new version; what cited the old one still reads it; the rest keeps its vectors", async () => {
  const embedder = counting();
  const ctx = await testContext({ embedder });
  const { id, versionId } = await learned(ctx);
  const places = await listPassages({ ctx, input: { versionId } });
  const before = await getVersionText({ ctx, input: { versionId } });
  const place = places.find(({ start, end }) => before.text.slice(start, end).includes("two years"))!;
  embedder.embedded.length = 0;
  const text = before.text.slice(place.start, place.end).replace("two years", "seven years");
  const revised = await reviseDocument({
    ctx,
    input: { versionId, edit: { start: place.start, end: place.end, text } },
  });
  await read(ctx, id, revised.versionId);
  expect(await getDocument({ ctx, input: { id } })).toMatchObject({ version: 2, status: "ready" });
  const [best] = await found(ctx, "warranty seven years");
  expect(best?.text).toContain("seven years");
  expect(best?.headingPath.at(-1)).toBe("Warranty");
  expect(before.text).toContain("two years");
  expect((await getVersionText({ ctx, input: { versionId } })).text).toBe(before.text);
  const passages = embedder.embedded.filter((one) => one.includes(filler.trim()));
  expect(passages).toEqual([expect.stringContaining("seven years")]);
});

test("a newer file embeds only what changed", async () => {
  const embedder = counting();
  const ctx = await testContext({ embedder });
  const { id } = await learned(ctx);
  embedder.embedded.length = 0;
  const bytes = new TextEncoder().encode(guide.replace("Thirty days.", "Sixty days."));
  const { versionId } = await uploadVersion({ ctx, input: { id, filename: "guide.md", bytes } });
  await read(ctx, id, versionId);
  expect(embedder.embedded).toHaveLength(1);
  expect((await found(ctx, "returns sixty"))[0]?.text).toContain("Sixty");
});

test("a passage switched off is not found, stays off in a newer version, and is found again", async () => {
  const ctx = await testContext({ embedder: counting() });
  const { id, versionId } = await learned(ctx);
  const { text } = await getVersionText({ ctx, input: { versionId } });
  const places = await listPassages({ ctx, input: { versionId } });
  const { ordinal } = places.find(({ start, end }) => text.slice(start, end).includes("lantern"))!;
  const chunks = (await getDocument({ ctx, input: { id } })).chunks;
  await switchPassage({ ctx, input: { versionId, ordinal, disabled: true } });
  expect((await found(ctx, "lantern")).filter((one) => one.text.includes("lantern"))).toEqual([]);
  expect((await getDocument({ ctx, input: { id } })).chunks).toBe(chunks - 1);

  const bytes = new TextEncoder().encode(guide.replace("Thirty days.", "Sixty days."));
  const next = await uploadVersion({ ctx, input: { id, filename: "guide.md", bytes } });
  await read(ctx, id, next.versionId);
  expect((await found(ctx, "lantern")).filter((one) => one.text.includes("lantern"))).toEqual([]);
  await switchPassage({ ctx, input: { versionId: next.versionId, ordinal, disabled: false } });
  const [best] = await found(ctx, "lantern");
  expect(best?.text).toContain("lantern");
  expect(best?.legs.similarity).not.toBeNull();
  // Of a version that is not in force nothing can be switched.
  await expect(switchPassage({ ctx, input: { versionId, ordinal, disabled: true } })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("another cut is looked at before it is used, and then is", async () => {
  const ctx = await testContext({ embedder: counting() });
  const { id, versionId } = await learned(ctx);
  const cut = { size: "small" as const, blocksStandAlone: true };
  const preview = await previewPassages({ ctx, input: { versionId, cut } });
  expect(preview.length).toBeGreaterThan((await listPassages({ ctx, input: { versionId } })).length);
  const revised = await reviseDocument({ ctx, input: { versionId, cut } });
  await read(ctx, id, revised.versionId);
  const places = await listPassages({ ctx, input: { versionId: revised.versionId } });
  expect(places.map(({ start, end }) => [start, end])).toEqual(preview.map(({ start, end }) => [start, end]));
});

test("only the version in force can be revised, with words, in its text", async () => {
  const ctx = await testContext({ embedder: counting() });
  const { id, versionId } = await learned(ctx);
  const edit = (start: number, end: number, text: string) =>
    reviseDocument({ ctx, input: { versionId, edit: { start, end, text } } });
  await expect(edit(0, 5, " \u0000 ")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(edit(0, 10_000_000, "x")).rejects.toMatchObject({ code: "invalid_input" });
  await read(ctx, id, (await edit(0, 5, "Other")).versionId);
  await expect(edit(0, 5, "Again")).rejects.toMatchObject({ code: "conflict" });
});

test("a new title finds the passages by its words", async () => {
  const ctx = await testContext({ embedder: { ...counting(), languages: [] } });
  const { id } = await learned(ctx, "It lasts two years.");
  expect(await found(ctx, "Firefly")).toEqual([]);
  await updateDocument({ ctx, input: { id, title: "Firefly lamp", metadata: { audience: "internal" } } });
  const [event] = await ctx.platform.database.prisma.outbox.findMany({
    where: { workspaceId: ctx.workspaceId },
    orderBy: { id: "desc" },
    take: 1,
  });
  await read(ctx, id, (event!.data as { versionId: string }).versionId);
  expect(await found(ctx, "Firefly")).toMatchObject([{ title: "Firefly lamp", internal: true }]);
});

test("an expired document is not found", async () => {
  const ctx = await testContext({ embedder: counting() });
  const { id } = await learned(ctx);
  await updateDocument({ ctx, input: { id, metadata: { valid_until: "2020-01-01" } } });
  expect(await found(ctx, "warranty")).toEqual([]);
  await updateDocument({ ctx, input: { id, metadata: { valid_until: "2999-01-01" } } });
  expect(await found(ctx, "warranty")).not.toEqual([]);
});

test("reading is stopped where it is, and goes on when asked", async () => {
  const embedder = counting();
  const ctx = await testContext({ embedder });
  const bytes = new TextEncoder().encode(guide);
  const { id, versionId } = await addDocument({ ctx, input: { filename: "guide.md", bytes } });
  await cancelDocument({ ctx, input: { id } });
  await read(ctx, id, versionId);
  expect(await getDocument({ ctx, input: { id } })).toMatchObject({
    status: "failed",
    error: "Reading it was stopped.",
    versionId: null,
  });
  expect(embedder.embedded).toEqual([]);
  await expect(cancelDocument({ ctx, input: { id } })).rejects.toMatchObject({ code: "conflict" });
  await retryDocument({ ctx, input: { id } });
  await read(ctx, id, versionId);
  expect(await getDocument({ ctx, input: { id } })).toMatchObject({ status: "ready", error: null });
});

test("how far the embedding is can be seen while it goes on", async () => {
  const ctx = await testContext({ embedder: counting() });
  const seen: { done: number; total: number }[] = [];
  const documentId = { id: "" };
  const watching: Embedder = {
    ...counting(),
    embed: async (texts) => {
      seen.push((await getDocument({ ctx, input: documentId })).progress);
      return texts.map(() => [1]);
    },
  };
  const slow = { ...ctx, platform: { ...ctx.platform, embedder: watching } };
  const text = Array.from({ length: 80 }, (_, i) => section(`Part ${i}`, `Number ${i}.`)).join("\n\n");
  const bytes = new TextEncoder().encode(text);
  const added = await addDocument({ ctx: slow, input: { filename: "long.md", bytes } });
  documentId.id = added.id;
  await read(slow, added.id, added.versionId);
  expect(seen.map(({ done }) => done)).toEqual([0, 32, 64]);
  expect(new Set(seen.map(({ total }) => total))).toEqual(new Set([80]));
  expect(
    await indexDocument({ ctx: slow, input: { documentId: added.id, versionId: added.versionId } }),
  ).toEqual({
    passages: 80,
  });
});
