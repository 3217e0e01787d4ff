/**
 * How long a search takes as the base grows: p50 and p95 of searchKnowledge at each size, beside `SELECT 1` on the same
 * connection, on the embedded database or, with TEST_DATABASE_URL, on a fresh database of that PostgreSQL. The passages are
 * made of 90 words each, as frequent as words are (Zipf's law over 30,000, without the hundred most frequent), with vectors of 512 dimensions; what an
 * encoder would need for the question is not in the figures.
 *   npm run bench:search -- [sizes, default 1000 10000]
 */
import { createHash } from "node:crypto";
import { makeContext } from "../server/context.ts";
import { insertPassages, insertVectors } from "../server/knowledge/passages/store.ts";
import { searchKnowledge } from "../server/knowledge/search-knowledge.ts";
import { insertDocument, putInForce } from "../server/knowledge/store.ts";
import { countTerms, tokenize } from "../server/knowledge/tokenize.ts";
import { insertVersion } from "../server/knowledge/versions/store.ts";
import { applyMigrations } from "../server/platform/apply-migrations.ts";
import { openDatabase } from "../server/platform/database.ts";
import { type Embedder, toUnitLength } from "../server/platform/embedder.ts";
import { newId } from "../server/platform/ids.ts";
import { createLogger } from "../server/platform/logger.ts";
import type { Platform } from "../server/platform/platform.ts";
import { updateStatistics } from "../server/platform/update-statistics.ts";
import { freshDatabase, migrationsFolder, onPostgres } from "../server/testing/fresh-database.ts";

const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(1000, 10_000);
const vocabulary = 30_000;
const stopWords = 100;
const wordsOfAPassage = 90;
const passagesOfADocument = 50;
const dimensions = 512;
const questions = 100;

let seed = 20_261_123;
/** The same numbers in each run: a linear congruential generator (Numerical Recipes). */
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}
/** Zipf's law without the words that every text has: the search leaves those out. */
const word = () =>
  `w${Math.floor(stopWords * ((vocabulary + stopWords) / stopWords) ** random()).toString(36)}x`;
const words = (count: number) => Array.from({ length: count }, word).join(" ");
const vector = () => toUnitLength(Array.from({ length: dimensions }, () => random() - 0.5));

const embedder: Embedder = {
  model: "bench",
  languages: ["en", "zh"],
  embed: async (texts) => texts.map(vector),
};
const url = process.env.TEST_DATABASE_URL;
const fresh = url ? await onPostgres(url) : await freshDatabase();
const database = openDatabase(fresh.source);
await applyMigrations(database.pool, migrationsFolder);
const { prisma } = database;
const workspaceId = newId();
await prisma.workspace.create({
  data: { id: workspaceId, name: "Bench", slug: workspaceId, createdAt: new Date() },
});
const platform = { database, embedder, logger: createLogger("silent") } as Platform;
const ctx = makeContext(platform, workspaceId, { kind: "system" });

async function addDocument(): Promise<void> {
  const scope = { workspaceId, documentId: newId(), versionId: newId() };
  const now = new Date();
  const about = { title: words(3), filename: "bench.txt", mediaType: "text/plain", metadata: {} };
  const passages = Array.from({ length: passagesOfADocument }, (_, ordinal) => {
    const text = words(wordsOfAPassage);
    const terms = tokenize(text);
    return {
      ...{ id: newId(), ordinal, start: 0, end: text.length, text, headingPath: [], language: "en" as const },
      ...{ terms: countTerms(terms), length: terms.length },
      contentHash: new Uint8Array(createHash("sha256").update(text).digest()),
    };
  });
  await insertDocument(prisma, { ...scope, ...about, sourceUrl: null, now });
  await insertVersion(prisma, {
    ...scope,
    revision: { text: "bench", headings: [], basedOn: scope.versionId },
    now,
  });
  await insertPassages(prisma, scope, passages);
  const rows = passages.map(({ ordinal }) => ({ ordinal, vector: vector() }));
  await insertVectors(prisma, { ...scope, model: embedder.model }, rows);
  await putInForce(prisma, scope, now);
}

async function time(work: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (let i = 0; i < questions; i++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  return { p50: times[questions / 2]!, p95: times[Math.floor(questions * 0.95)]! };
}

console.log(`search on ${database.kind}, ms`);
let passages = 0;
for (const size of sizes.sort((a, b) => a - b)) {
  const startedAt = performance.now();
  for (; passages < size; passages += passagesOfADocument) await addDocument();
  await database.pool.query("ANALYZE");
  await updateStatistics(database);
  const seconds = (performance.now() - startedAt) / 1000;
  for (let i = 0; i < 10; i++) await searchKnowledge({ ctx, input: { query: words(7) } });
  const reference = await time(() => database.pool.query("SELECT 1"));
  const search = await time(() => searchKnowledge({ ctx, input: { query: words(7) } }));
  console.log(
    `${String(size).padStart(7)} passages: p50 ${search.p50.toFixed(1)}, p95 ${search.p95.toFixed(1)}; SELECT 1 p95 ${reference.p95.toFixed(1)}; made in ${seconds.toFixed(0)} s`,
  );
}
await database.close();
await fresh.stop();
