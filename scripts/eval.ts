/**
 * How well the search finds what it should, on an embedded database of its own and without a key: recall@1 and @5, MRR@10
 * and nDCG@10 by document, beside plain BM25 over the same passages in the same run; and, with off-topic questions, how well
 * the two kinds are told apart by the search's own evidence (area under the ROC curve, and the outcomes).
 *   npm run eval -- <file.json> [...] [--questions <file.json>] [--off-topic <file.json>]
 * A file holds {documents: [{id, title, text}], queries: [{id, text, relevant: [document id]}], offTopic?: [text]}; one of
 * off-topic questions {queries: [text]}. --questions asks another file's queries of the same document ids: across languages.
 * bench/support-base.json is such a file.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Context, makeContext } from "../server/context.ts";
import { createPlatform, withKeptKeys } from "../server/create-platform.ts";
import { readSettings } from "../server/env.ts";
import { activateDocument } from "../server/knowledge/activate-document.ts";
import { addDocument } from "../server/knowledge/add-document.ts";
import { embedDocument } from "../server/knowledge/embed-document.ts";
import { indexDocument } from "../server/knowledge/index-document.ts";
import { evidenceOf } from "../server/knowledge/judge-outcome.ts";
import { matchPassages } from "../server/knowledge/passages/store.ts";
import { countWords, planQuery } from "../server/knowledge/plan-query.ts";
import { searchKnowledge } from "../server/knowledge/search-knowledge.ts";
import { saveExtractedText } from "../server/knowledge/store.ts";
import { countTerms, tokenize } from "../server/knowledge/tokenize.ts";
import { newId } from "../server/platform/ids.ts";
import { openStorage } from "../server/platform/open-storage.ts";

type Query = { id: string; text: string; relevant?: string[] };
type QuestionSet = {
  documents: { id: string; title: string; text: string }[];
  queries: Query[];
  offTopic?: string[];
};
type Figures = { recall1: number; recall5: number; mrr: number; ndcg: number };

const atOnce = 4;

async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}

/** Documents in order of their best passage, each once. */
const documentsOf = (passages: { documentId: string }[]) => [...new Set(passages.map((p) => p.documentId))];

function figuresOf(rankings: { found: string[]; relevant: Set<string> }[]): Figures {
  const sum: Figures = { recall1: 0, recall5: 0, mrr: 0, ndcg: 0 };
  for (const { found, relevant } of rankings) {
    const hits = found.slice(0, 10).map((id) => relevant.has(id));
    const first = hits.indexOf(true);
    const gain = hits.reduce((total, hit, rank) => total + (hit ? 1 / Math.log2(rank + 2) : 0), 0);
    const ideal = Array.from({ length: Math.min(relevant.size, 10) }, (_, rank) => 1 / Math.log2(rank + 2));
    sum.recall1 += hits.slice(0, 1).includes(true) ? 1 : 0;
    sum.recall5 += hits.slice(0, 5).includes(true) ? 1 : 0;
    sum.mrr += first < 0 ? 0 : 1 / (first + 1);
    sum.ndcg += gain / ideal.reduce((total, part) => total + part, 0);
  }
  const share = (value: number) => (100 * value) / rankings.length;
  return {
    recall1: share(sum.recall1),
    recall5: share(sum.recall5),
    mrr: share(sum.mrr),
    ndcg: share(sum.ndcg),
  };
}

/** The chance that an answerable question has more evidence than an off-topic one (Mann-Whitney). */
function auroc(positive: number[], negative: number[]): number {
  const wins = positive.reduce(
    (sum, p) => sum + negative.reduce((n, q) => n + (p > q ? 1 : p === q ? 0.5 : 0), 0),
    0,
  );
  return wins / (positive.length * negative.length);
}

const row = (name: string, { recall1, recall5, mrr, ndcg }: Figures) =>
  console.log(
    `${name.padEnd(34)}${[recall1, recall5, mrr, ndcg].map((v) => v.toFixed(1).padStart(9)).join("")}`,
  );

async function learn(ctx: Context, documents: QuestionSet["documents"]): Promise<Map<string, string>> {
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

const args = process.argv.slice(2);
function takeOption(name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
}
const offTopicFile = takeOption("--off-topic");
const questionsFile = takeOption("--questions");
if (args.length === 0)
  throw new Error(
    "usage: npm run eval -- <file.json> [...] [--questions <file.json>] [--off-topic <file.json>]",
  );
const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const questions: Query[] | undefined = questionsFile && read(questionsFile).queries;
const sharedOffTopic: string[] = offTopicFile ? read(offTopicFile).queries : [];

const folder = mkdtempSync(join(tmpdir(), "firstline-eval-"));
const settings = withKeptKeys(readSettings({ FIRSTLINE_DATA_DIR: folder, FIRSTLINE_LOG_LEVEL: "error" }));
const storage = await openStorage(settings);
const platform = createPlatform(settings, storage.database);
try {
  await platform.embedder.warmUp?.();
  console.log(
    `${"per cent, by document".padEnd(34)}${["recall@1", "recall@5", "MRR@10", "nDCG@10"].map((h) => h.padStart(9)).join("")}`,
  );
  for (const file of args) {
    const { documents, queries: own, offTopic: ownOffTopic } = read(file) as QuestionSet;
    const queries = questions ?? own;
    const offTopic = [...sharedOffTopic, ...(ownOffTopic ?? [])];
    const id = newId();
    await storage.database.prisma.workspace.create({
      data: { id, name: file, slug: id, createdAt: new Date() },
    });
    const ctx = makeContext(platform, id, { kind: "system" });
    const ids = await learn(ctx, documents);
    const [ours, plain]: { found: string[]; relevant: Set<string> }[][] = [[], []];
    const evidence: { answerable: number[]; offTopic: number[] } = { answerable: [], offTopic: [] };
    const outcomes = new Map<string, number>();
    const ask = async (query: string, kind: "answerable" | "offTopic") => {
      const { passages, outcome } = await searchKnowledge({ ctx, input: { query, limit: 20 } });
      const words = countWords(planQuery(query, []));
      const strength = passages.slice(0, 5).map((passage) => evidenceOf(passage, words));
      evidence[kind].push(Math.max(0, ...strength));
      outcomes.set(`${kind} ${outcome}`, (outcomes.get(`${kind} ${outcome}`) ?? 0) + 1);
      return documentsOf(passages);
    };
    await inParallel(queries, async ({ text, relevant }) => {
      const wanted = new Set((relevant ?? []).flatMap((one) => ids.get(one) ?? []));
      const terms = [...countTerms(tokenize(text))].map(([term, weight], concept) => ({
        term,
        concept,
        weight,
      }));
      const { passages: words } = await matchPassages(storage.database.prisma, {
        ...{ workspaceId: ctx.workspaceId, terms, vector: undefined, filter: {}, limit: 20 },
      });
      ours!.push({ found: await ask(text, "answerable"), relevant: wanted });
      plain!.push({ found: documentsOf(words), relevant: wanted });
    });
    row(`${basename(file, ".json")} (${queries.length})`, figuresOf(ours!));
    row("  plain BM25", figuresOf(plain!));
    await inParallel(offTopic, async (text) => void (await ask(text, "offTopic")));
    const told = (kind: string, of: number) =>
      ["answer", "related", "unknown"].map(
        (o) => `${o} ${((100 * (outcomes.get(`${kind} ${o}`) ?? 0)) / of).toFixed(1)} %`,
      );
    console.log(`  answerable: ${told("answerable", queries.length).join(", ")}`);
    if (offTopic.length > 0) {
      console.log(`  off-topic:  ${told("offTopic", offTopic.length).join(", ")}`);
      console.log(`  AUROC ${auroc(evidence.answerable, evidence.offTopic).toFixed(3)}`);
    }
  }
} finally {
  await platform.embedder.close?.();
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
}
