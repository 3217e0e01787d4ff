import { beforeAll, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { insertPassages, insertVectors } from "../passages/store.ts";
import type { Metadata } from "../schema.ts";
import { insertDocument, putInForce } from "../store.ts";
import { insertVersion } from "../versions/store.ts";
import { type MatchQuery, matchPassages } from "./store.ts";

/** Of two documents; a third one stands for the thirty thousand that make a base large. */
const passagesOfEach = 1500;
const padding = 30_000;
const everyPassage = 2 * passagesOfEach + padding;
const lengthOfEach = 10;
const dimensions = 256;
const topics = 100;

let seed = 11;
/** The same numbers in each run (Numerical Recipes' generator). */
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32 - 0.5;
}
const directions = Array.from({ length: topics }, () => Array.from({ length: dimensions }, random));
const about = (topic: number) => directions[topic]!.map((value) => value + 0.6 * random());
const similarity = (a: number[], b: number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));

let ctx: Context;
const vectors = new Map<string, { vector: number[]; product: string }>();
/** "rare" stands in every hundredth passage, each common word in nine of ten. */
const termsOf = (i: number) => [
  ...(i % 100 === 0 ? ["rare"] : []),
  ...["one", "two", "three"].filter((_, word) => Math.floor(i / 100) % 10 !== word),
];

async function addDocument(product: string, count: number): Promise<string> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const scope = { workspaceId, documentId: newId(), versionId: newId() };
  const now = new Date();
  const described = {
    title: product,
    filename: "a.txt",
    mediaType: "text/plain",
    metadata: { product, made: product === "lamp" ? "here" : "there" },
  };
  await insertDocument(prisma, { ...scope, ...described, sourceUrl: null, now });
  await insertVersion(prisma, {
    ...scope,
    revision: { text: product, headings: [], basedOn: scope.versionId },
    now,
  });
  const passages = Array.from({ length: count }, (_, ordinal) => ({
    ...{ id: newId(), ordinal, start: 0, end: 4, text: `${product} ${ordinal}`, headingPath: [] },
    ...{ language: "en" as const, terms: new Map(termsOf(ordinal).map((term) => [term, 1])) },
    ...{ length: lengthOfEach, contentHash: new Uint8Array([ordinal % 256]) },
  }));
  await insertPassages(prisma, scope, passages);
  const rows = passages.map(({ ordinal }) => ({ ordinal, vector: about(ordinal % topics) }));
  for (const { ordinal, vector } of rows) vectors.set(`${product} ${ordinal}`, { vector, product });
  await insertVectors(prisma, { ...scope, model: "test" }, rows);
  await putInForce(prisma, scope, now);
  return scope.documentId;
}

beforeAll(async () => {
  ctx = await testContext();
  await addDocument("lamp", passagesOfEach);
  await addDocument("pump", passagesOfEach);
  const id = await addDocument("padding", 0);
  await ctx.platform.database.prisma.knowledgeDocument.update({
    where: { workspaceId_id: { workspaceId: ctx.workspaceId, id } },
    data: { chunkCount: padding, tokenCount: padding * lengthOfEach },
  });
}, 60_000);

const query = (about: Partial<MatchQuery>): MatchQuery => ({
  ...{ workspaceId: ctx.workspaceId, terms: [], vector: undefined, filter: {}, limit: 10, ...about },
});

test("common words find nothing by themselves, and count in full for what the rarer ones found", async () => {
  const words = ["rare", "one", "two", "three"];
  const terms = words.map((term, concept) => ({ term, concept, weight: 1 }));
  const { passages, searched } = await matchPassages(
    ctx.platform.database.prisma,
    query({ terms, limit: 50 }),
  );
  expect(searched).toBe(everyPassage);
  const rarity = (found: number) => Math.log(1 + (everyPassage - found + 0.5) / (found + 0.5));
  const rare = rarity((2 * passagesOfEach) / 100);
  // The first 1,000 passages with a common word are the first document's, which the estimate goes by.
  const common = rarity((1000 * everyPassage) / passagesOfEach);
  const ordinals = passages.map(({ text }) => Number(text.split(" ")[1]));
  const expected = ordinals.map((i) =>
    termsOf(i).reduce((sum, term) => sum + (term === "rare" ? rare : common), 0),
  );
  for (const [i, { legs }] of passages.entries()) expect(legs.lexical).toBeCloseTo(expected[i]!, 6);
  expect(passages.filter((_, i) => ordinals[i]! % 100 === 0)).toHaveLength((2 * passagesOfEach) / 100);
  expect(passages[0]!.legs.coverage).toBeCloseTo(1, 6);
});

test.each<Metadata>([{}, { made: "there" }])(
  "the nearest of a large base hold the nearest of all: %j",
  async (filter) => {
    let found = 0;
    for (let topic = 0; topic < 20; topic++) {
      const values = about(topic);
      const near = [...vectors]
        .filter(([, { product }]) => filter.made === undefined || product !== "lamp")
        .map(([text, { vector }]) => ({ text, similarity: similarity(vector, values) }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, 10);
      const vector = { model: "test", values, weight: 1 };
      const { passages } = await matchPassages(ctx.platform.database.prisma, query({ vector, filter }));
      const texts = new Set(passages.map(({ text }) => text));
      found += near.filter(({ text }) => texts.has(text)).length;
    }
    expect(found).toBeGreaterThanOrEqual(196);
  },
);

test.runIf(process.env.FIRSTLINE_TEST_KIND === "postgres")(
  "on PostgreSQL the index names them, and leaves out what is not in force",
  async () => {
    const { prisma } = ctx.platform.database;
    await prisma.$transaction(async (tx) => {
      const scans = async () => {
        const [row] = await tx.$queryRaw<{ scans: number }[]>`
          SELECT pg_stat_get_xact_numscans('chunk_embedding_signature_256_idx'::regclass)::int AS scans`;
        return row!.scans;
      };
      const before = await scans();
      const vector = { model: "test", values: about(1), weight: 1 };
      const { passages } = await matchPassages(tx, query({ vector }));
      expect(passages).toHaveLength(10);
      expect(await scans()).toBe(before + 1);
    });
    await prisma.$transaction(async (tx) => {
      await tx.knowledgeDocument.updateMany({
        where: { workspaceId: ctx.workspaceId, title: "lamp" },
        data: { deletedAt: new Date() },
      });
      const vector = { model: "test", values: about(1), weight: 1 };
      const { passages } = await matchPassages(tx, query({ vector, limit: 50 }));
      expect(new Set(passages.map(({ title }) => title))).toEqual(new Set(["pump"]));
      expect(passages).toHaveLength(50);
      await tx.knowledgeDocument.updateMany({
        where: { workspaceId: ctx.workspaceId, title: "lamp" },
        data: { deletedAt: null },
      });
    });
  },
);
