import { expect, test } from "vitest";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { type Embedder, toUnitLength } from "../platform/embedder.ts";
import { testContext } from "../testing/context.ts";
import { activateDocument } from "./activate-document.ts";
import { addDocument } from "./add-document.ts";
import { embedDocument } from "./embed-document.ts";
import { getDocument } from "./get-document.ts";
import { getVersionText } from "./get-version-text.ts";
import { indexDocument } from "./index-document.ts";
import { ingestDocument } from "./ingest-document.ts";
import { listDocuments } from "./list-documents.ts";
import { listPassages } from "./list-passages.ts";
import { parseDocument } from "./parse-document.ts";
import { retryDocument } from "./retry-document.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { uploadVersion } from "./upload-version.ts";

/** Vectors that say nothing, at once: what is tested here is what happens around them. */
const embedder: Embedder = {
  model: "test",
  languages: ["en", "zh"],
  embed: async (texts) => texts.map((text) => toUnitLength([text.length, 1, 1])),
};

const utf8 = (text: string) => new TextEncoder().encode(text);
const add = (ctx: Context, filename: string, text: string | Uint8Array<ArrayBuffer>) =>
  addDocument({ ctx, input: { filename, bytes: typeof text === "string" ? utf8(text) : text } });

async function found(ctx: Context, query: string): Promise<string[]> {
  const { passages } = await searchKnowledge({ ctx, input: { query } });
  return passages.map(({ text }) => text);
}

test("a file is stored with its outbox row, found once it is ready, and tells what it carries", async () => {
  const ctx = await testContext({ embedder });
  const { id, versionId } = await add(ctx, "lamp guide.md", "# Lumen lamp\n\nIt lasts two years.");
  const outbox = await ctx.platform.database.prisma.outbox.findMany({
    where: { workspaceId: ctx.workspaceId },
  });
  expect(outbox.map(({ name, data }) => ({ name, data }))).toEqual([
    {
      name: "document/uploaded",
      data: { workspaceId: ctx.workspaceId, documentId: id, versionId },
    },
  ]);
  expect(await getDocument({ ctx, input: { id } })).toMatchObject({
    title: "lamp guide",
    status: "queued",
    chunks: 0,
    versionId: null,
  });
  expect(await found(ctx, "lamp")).toEqual([]);

  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  expect(await getDocument({ ctx, input: { id, text: true } })).toMatchObject({
    title: "Lumen lamp",
    status: "ready",
    error: null,
    chunks: 1,
    version: 1,
    text: "Lumen lamp\n\nIt lasts two years.",
  });
  expect(await found(ctx, "lamp")).toHaveLength(1);
});

test.each([
  ["slides.pptx", utf8("PK\u0003\u0004 …"), /not read yet/],
  ["report.pdf", utf8("%PDF-1.7 …"), /damaged/],
  ["blank.md", utf8("  \n\n "), /no text/],
])("%s ends as failed, with a sentence, and nothing else feels it", async (filename, bytes, sentence) => {
  const ctx = await testContext({ embedder });
  const { id, versionId } = await add(ctx, filename, bytes);
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  const document = await getDocument({ ctx, input: { id } });
  expect(document).toMatchObject({ status: "failed", chunks: 0 });
  expect(document.error).toMatch(sentence);
});

test("a new version replaces the old one in one commit; what cited the old one still finds it", async () => {
  const ctx = await testContext({ embedder });
  const first = await add(ctx, "warranty.md", "The warranty lasts one year.");
  const input = { documentId: first.id, versionId: first.versionId };
  await ingestDocument({ ctx, input });

  const second = await uploadVersion({
    ctx,
    input: { id: first.id, filename: "warranty.txt", bytes: utf8("The warranty lasts five years.") },
  });
  expect(second.number).toBe(2);
  const next = { documentId: first.id, versionId: second.versionId };
  await parseDocument({ ctx, input: next });
  await indexDocument({ ctx, input: next });
  expect(await found(ctx, "warranty")).toEqual(["The warranty lasts one year."]);
  await activateDocument({ ctx, input: next });
  expect(await found(ctx, "warranty")).toEqual(["The warranty lasts five years."]);
  expect(await getDocument({ ctx, input: { id: first.id } })).toMatchObject({ version: 2, chunks: 1 });

  const old = await getVersionText({ ctx, input: { versionId: first.versionId } });
  expect(old).toMatchObject({ version: 1, text: "The warranty lasts one year." });
  const rows = { workspaceId: ctx.workspaceId, versionId: first.versionId };
  const { prisma } = ctx.platform.database;
  expect(await prisma.posting.count({ where: rows })).toBe(0);
  expect(await prisma.chunk.count({ where: rows })).toBe(1);

  // The older version's run, late: it changes nothing any more.
  await activateDocument({ ctx, input });
  expect(await found(ctx, "warranty")).toEqual(["The warranty lasts five years."]);
});

test("a version that cannot be read leaves the one before it in force", async () => {
  const ctx = await testContext({ embedder });
  const first = await add(ctx, "a.md", "The warranty lasts one year.");
  await ingestDocument({ ctx, input: { documentId: first.id, versionId: first.versionId } });
  const second = await uploadVersion({
    ctx,
    input: { id: first.id, filename: "a.pdf", bytes: utf8("%PDF-1.7") },
  });
  await ingestDocument({ ctx, input: { documentId: first.id, versionId: second.versionId } });
  expect(await getDocument({ ctx, input: { id: first.id } })).toMatchObject({ status: "failed", version: 1 });
  expect(await found(ctx, "warranty")).toHaveLength(1);
});

test("every step may be repeated, and goes on where it was stopped", async () => {
  const paragraph = "A sentence about the pump and its valve that fills a line of text. ".repeat(14);
  const text = Array.from({ length: 40 }, (_, i) => `## Part ${i}\n\n${paragraph}`).join("\n\n");
  let calls = 0;
  const failing: Embedder = {
    ...embedder,
    async embed(texts) {
      if (++calls === 2) throw new DomainError("model_unavailable", "away");
      return embedder.embed(texts);
    },
  };
  const ctx = await testContext({ embedder: failing });
  const { id, versionId } = await add(ctx, "pump.md", text);
  const input = { documentId: id, versionId };
  const { prisma } = ctx.platform.database;
  const where = { workspaceId: ctx.workspaceId, versionId };

  await parseDocument({ ctx, input });
  await parseDocument({ ctx, input });
  const { passages } = await indexDocument({ ctx, input });
  expect(passages).toBe(40);
  // A crash between two transactions of the index.
  await prisma.chunk.deleteMany({ where: { ...where, ordinal: { gte: 32 } } });
  const postings = await prisma.posting.count({ where });
  expect(await indexDocument({ ctx, input })).toEqual({ passages: 40 });
  expect(await prisma.chunk.count({ where })).toBe(40);
  expect(await prisma.posting.count({ where })).toBeGreaterThan(postings);

  await expect(embedDocument({ ctx, input })).rejects.toMatchObject({ code: "model_unavailable" });
  expect(await prisma.chunkEmbedding.count({ where })).toBe(32);
  expect(await embedDocument({ ctx, input })).toEqual({ left: false });
  expect(await prisma.chunkEmbedding.count({ where })).toBe(40);

  await activateDocument({ ctx, input });
  await activateDocument({ ctx, input });
  expect(await getDocument({ ctx, input: { id } })).toMatchObject({ status: "ready", chunks: 40 });
});

test("a document that failed is read again when asked, and one that is through is not", async () => {
  const ctx = await testContext({ embedder });
  const { id, versionId } = await add(ctx, "blank.md", "  ");
  const input = { documentId: id, versionId };
  await ingestDocument({ ctx, input });
  const { outbox } = ctx.platform.database.prisma;
  const where = { workspaceId: ctx.workspaceId };
  await outbox.deleteMany({ where });
  await retryDocument({ ctx, input: { id } });
  expect(await getDocument({ ctx, input: { id } })).toMatchObject({ status: "queued", error: null });
  expect(await outbox.findMany({ where, select: { data: true } })).toEqual([
    { data: { ...where, ...input } },
  ]);
  await expect(retryDocument({ ctx, input: { id } })).rejects.toMatchObject({ code: "conflict" });
});

test("a document is found up to its last day, and not after it", async () => {
  const ctx = await testContext({ embedder });
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  for (const [name, valid_until] of [
    ["old", day(-1)],
    ["today", day(0)],
    ["next", day(30)],
  ] as const) {
    const bytes = utf8(`The ${name} warranty lasts two years.`);
    const made = await addDocument({
      ctx,
      input: { filename: `${name}.md`, bytes, metadata: { valid_until } },
    });
    await ingestDocument({ ctx, input: { documentId: made.id, versionId: made.versionId } });
  }
  expect((await found(ctx, "warranty")).map((text) => text.split(" ")[1]).sort()).toEqual(["next", "today"]);
  await expect(
    addDocument({ ctx, input: { filename: "a.md", bytes: utf8("a"), metadata: { valid_until: "soon" } } }),
  ).rejects.toThrow(/valid_until/);
});

test("the passages of a version are its text, cut", async () => {
  const ctx = await testContext({ embedder });
  const { id, versionId } = await add(ctx, "lamp.md", "# Lamp\n\nIt shines.\n\n# Pump\n\nIt pumps.");
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  const { text } = await getVersionText({ ctx, input: { versionId } });
  const passages = await listPassages({ ctx, input: { versionId } });
  expect(passages.map(({ start, end, headingPath }) => [headingPath, text.slice(start, end)])).toEqual([
    [["Lamp"], "Lamp\n\nIt shines."],
    [["Pump"], "Pump\n\nIt pumps."],
  ]);
});

test("documents are listed newest first, page by page", async () => {
  const ctx = await testContext({ embedder });
  for (const name of ["a", "b", "c"]) await add(ctx, `${name}.md`, name);
  const first = await listDocuments({ ctx, input: { limit: 2 } });
  expect(first.data.map(({ title }) => title)).toEqual(["c", "b"]);
  const second = await listDocuments({ ctx, input: { limit: 2, cursor: first.nextCursor! } });
  expect(second.data.map(({ title }) => title)).toEqual(["a"]);
  expect(second.nextCursor).toBeNull();
});

test("characters PostgreSQL refuses do not reach it", async () => {
  const ctx = await testContext({ embedder });
  const { id, versionId } = await add(ctx, "nul.txt", "abc\u0000def 🙂");
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  expect(await getDocument({ ctx, input: { id, text: true } })).toMatchObject({ text: "abcdef 🙂" });
});
