import { expect, test } from "vitest";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { insertPassages, insertVectors } from "../passages/store.ts";
import { insertDocument, putInForce } from "../store.ts";
import { insertVersion } from "../versions/store.ts";
import { matchPassages } from "./store.ts";

const passages = 900;
const dimensions = 128;
const topics = 45;

let seed = 7;
/** The same numbers in each run (Numerical Recipes' generator). */
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32 - 0.5;
}
const direction = () => Array.from({ length: dimensions }, random);
/** Near a direction, as passages about one thing are. */
const about = (topic: number[]) => topic.map((value) => value + 0.6 * random());
const similarity = (a: number[], b: number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));

test("the nearest by their signatures hold the nearest of all, in order and with exact similarity", async () => {
  const ctx = await testContext();
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const scope = { workspaceId, documentId: newId(), versionId: newId() };
  const described = { title: "Many", filename: "many.txt", mediaType: "text/plain", metadata: {} };
  const now = new Date();
  await insertDocument(prisma, { ...scope, ...described, sourceUrl: null, now });
  const revision = { text: "many", headings: [], basedOn: scope.versionId };
  await insertVersion(prisma, { ...scope, revision, now });
  const drafts = Array.from({ length: passages }, (_, ordinal) => ({
    ...{
      id: newId(),
      ordinal,
      start: 0,
      end: 4,
      text: `${ordinal}`,
      headingPath: [],
      language: "en" as const,
    },
    ...{ terms: new Map([[`word${ordinal}`, 1]]), length: 1, contentHash: new Uint8Array([ordinal % 256]) },
  }));
  await insertPassages(prisma, scope, drafts);
  const directions = Array.from({ length: topics }, direction);
  const vectors = drafts.map(({ ordinal }) => about(directions[ordinal % topics]!));
  const rows = vectors.map((vector, ordinal) => ({ ordinal, vector }));
  await insertVectors(prisma, { ...scope, model: "test" }, rows);
  await putInForce(prisma, scope, now);

  for (const topic of directions.slice(0, 10)) {
    const values = about(topic);
    const exact = vectors
      .map((vector, ordinal) => ({ ordinal, similarity: similarity(vector, values) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 10);
    const { passages: found } = await matchPassages(prisma, {
      ...{ workspaceId, terms: [], vector: { model: "test", values, weight: 1 }, filter: {}, limit: 10 },
    });
    // Two of them may be as near as 4-byte floats can tell.
    expect(new Set(found.map(({ text }) => Number(text)))).toEqual(
      new Set(exact.map(({ ordinal }) => ordinal)),
    );
    for (const [i, { legs }] of found.entries()) expect(legs.similarity).toBeCloseTo(exact[i]!.similarity, 4);
  }
});
