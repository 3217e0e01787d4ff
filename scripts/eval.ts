/**
 * How well the search finds what it should, on an embedded database of its own and without a key: recall@1 and @5, MRR@10
 * and nDCG@10 by document, for each language and type of question, beside plain BM25 over the same passages in the same run;
 * with off-topic questions, how well the two kinds are told apart by the search's own evidence (area under the ROC curve, and
 * how much is still answered where 1, 5 and 10 % of the others are answered wrongly); whether every passage stands where it
 * says; and what changed since the last run.
 *   npm run eval -- <file.json> [...] [--questions <file.json>] [--off-topic <file.json>]
 * A file holds {documents: [{id, title, text}], queries: [{id, text, relevant: [document id], type?}], offTopic?: [text]}; one
 * of off-topic questions {queries: [text]}. --questions asks another file's queries of the same document ids: across languages.
 * bench/support-base.json is such a file. The last runs' figures are kept in eval.json of FIRSTLINE_DATA_DIR.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Context, makeContext } from "../server/context.ts";
import { createPlatform, withKeptKeys } from "../server/create-platform.ts";
import { loadSettings, readSettings } from "../server/env.ts";
import { detectLanguage } from "../server/knowledge/detect-language.ts";
import { answeredAt, auroc } from "../server/knowledge/evaluation/figures.ts";
import { getVersionText } from "../server/knowledge/get-version-text.ts";
import { evidenceOf } from "../server/knowledge/judge-outcome.ts";
import { matchPassages } from "../server/knowledge/matching/store.ts";
import { countWords, planQuery } from "../server/knowledge/plan-query.ts";
import type { Passage } from "../server/knowledge/schema.ts";
import { searchKnowledge } from "../server/knowledge/search-knowledge.ts";
import { countTerms, tokenize } from "../server/knowledge/tokenize.ts";
import { newId } from "../server/platform/ids.ts";
import { openStorage } from "../server/platform/open-storage.ts";
import { describeChange, openLastRuns } from "./eval/last-run.ts";
import { inParallel, learn, type Question, type QuestionSet } from "./eval/learn.ts";
import { type Asked, describeOutcomes, printFigures, printHeader } from "./eval/report.ts";

const documentsOf = (passages: { documentId: string }[]) => [...new Set(passages.map((p) => p.documentId))];

/** Plain BM25: the question's own words, and nothing else. */
async function plainRanking(ctx: Context, text: string): Promise<string[]> {
  const terms = [...countTerms(tokenize(text))].map(([term, weight], concept) => ({ term, concept, weight }));
  const { passages } = await matchPassages(ctx.platform.database.prisma, {
    ...{ workspaceId: ctx.workspaceId, terms, vector: undefined, filter: {}, limit: 20 },
  });
  return documentsOf(passages);
}

async function ask(ctx: Context, query: string) {
  const { passages, outcome } = await searchKnowledge({ ctx, input: { query, limit: 20 } });
  const words = countWords(planQuery(query, []));
  const evidence = Math.max(0, ...passages.slice(0, 5).map((passage) => evidenceOf(passage, words)));
  return { passages, outcome, evidence };
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
const questions: Question[] | undefined = questionsFile && read(questionsFile).queries;
const sharedOffTopic: string[] = offTopicFile ? read(offTopicFile).queries : [];
const lastRuns = openLastRuns(join(loadSettings().dataDir, "eval.json"));

const folder = mkdtempSync(join(tmpdir(), "firstline-eval-"));
const settings = withKeptKeys(readSettings({ FIRSTLINE_DATA_DIR: folder, FIRSTLINE_LOG_LEVEL: "error" }));
const storage = await openStorage(settings);
const platform = createPlatform(settings, storage.database);
try {
  await platform.embedder.warmUp?.();
  printHeader();
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
    const texts = new Map<string, string>();
    const places = { looked: 0, exact: 0 };
    const checkPlaces = async (passages: Passage[]) => {
      for (const { versionId, start, end, text } of passages) {
        if (!texts.has(versionId))
          texts.set(versionId, (await getVersionText({ ctx, input: { versionId } })).text);
        places.looked++;
        if (texts.get(versionId)!.slice(start, end) === text) places.exact++;
      }
    };
    const asked: Asked[] = [];
    await inParallel(queries, async ({ text, relevant = [], type = "any" }) => {
      const { passages, outcome, evidence } = await ask(ctx, text);
      await checkPlaces(passages);
      asked.push({
        found: documentsOf(passages),
        relevant: new Set(relevant.flatMap((one) => ids.get(one) ?? [])),
        plain: await plainRanking(ctx, text),
        language: detectLanguage(text),
        ...{ type, outcome, evidence },
      });
    });
    const name = basename(file, ".json") + (questionsFile ? ` ← ${basename(questionsFile, ".json")}` : "");
    const figures = printFigures(name, asked);
    console.log(`  answerable: ${describeOutcomes(asked.map(({ outcome }) => outcome))}`);
    const others: { outcome: string; evidence: number }[] = [];
    await inParallel(offTopic, async (text) => void others.push(await ask(ctx, text)));
    if (others.length > 0) {
      const [kept, refused] = [asked, others].map((kind) => kind.map(({ evidence }) => evidence));
      figures.auroc = 100 * auroc(kept!, refused!);
      const curve = [0.01, 0.05, 0.1].map((wrong) => {
        const answered = (100 * answeredAt(kept!, refused!, wrong)).toFixed(1);
        return `${answered} % at ${100 * wrong} %`;
      });
      console.log(`  off-topic:  ${describeOutcomes(others.map(({ outcome }) => outcome))}`);
      console.log(
        `  AUROC ${(figures.auroc / 100).toFixed(3)}; answered at that much wrongly answered: ${curve.join(", ")}`,
      );
    }
    console.log(`  exact places: ${places.exact} of ${places.looked}`);
    const before = lastRuns.before(name);
    if (before) console.log(`  since ${before.at.slice(0, 16)}: ${describeChange(figures, before.figures)}`);
    lastRuns.keep(name, figures, new Date());
  }
} finally {
  await platform.embedder.close?.();
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
}
