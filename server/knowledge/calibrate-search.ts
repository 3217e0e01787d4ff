import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { judgedQuestions } from "./asked/store.ts";
import { chooseThresholds } from "./calibration/choose-thresholds.ts";
import { type Section, toSections, weighSections } from "./calibration/heading-questions.ts";
import type { Calibration } from "./calibration/schema.ts";
import { samplePassages, saveCalibration } from "./calibration/store.ts";
import { detectLanguage } from "./detect-language.ts";
import { abstentionCurve, auroc } from "./evaluation/figures.ts";
import { thresholdsFor } from "./judge-outcome.ts";

const mostSections = 80;
const leastSections = 12;
const mostVerdicts = 500;

const cosine = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Cosine similarity of each question and body, as far as the embedder understands both. */
async function similarities(ctx: Context, sections: Section[]) {
  const { embedder } = ctx.platform;
  const embed = async (texts: string[]) => {
    const understood = texts.filter((text) => embedder.languages.includes(detectLanguage(text)));
    const vectors = await embedder.embed(understood);
    const byText = new Map(understood.map((text, i) => [text, vectors[i]!]));
    return texts.map((text) => byText.get(text));
  };
  const questions = await embed(sections.map(({ question }) => question));
  const bodies = await embed(sections.map(({ body }) => body));
  return (i: number, j: number) => {
    const [question, body] = [questions[i], bodies[j]];
    return question && body ? cosine(question, body) : null;
  };
}

/**
 * Learns from the workspace itself when to say "answer", "related" or nothing: headings of its documents are asked as
 * questions, with their section there and with it missing, and drafts that agents sent as they were or rejected count too.
 * Takes some seconds. Never uses a model's own confidence.
 * @throws DomainError conflict with fewer than 12 sections to learn from, model_unavailable
 */
export async function calibrateSearch({ ctx }: { ctx: Context }): Promise<Calibration> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const sample = await samplePassages(prisma, workspaceId, { documents: 100, each: 4 });
  const sections = toSections(sample, mostSections);
  if (sections.length < leastSections)
    throw new DomainError(
      "conflict",
      `There are ${sections.length} sections with a telling heading; ${leastSections} are needed.`,
    );
  const { own, missing } = weighSections(sections, await similarities(ctx, sections));
  const searched = sections.length;
  const before = thresholdsFor(searched);
  const judged = await judgedQuestions(prisma, workspaceId, mostVerdicts);
  // Evidence weighs less in a larger base: what agents judged is brought to the size of the sample.
  const inSample = judged.map(({ evidence, searched: size, verdict }) => ({
    evidence: evidence - thresholdsFor(size).answer + before.answer,
    verdict,
  }));
  const evidenceOf = (verdict: string) =>
    inSample.filter((one) => one.verdict === verdict).map(({ evidence }) => evidence);
  const [sent, rejected] = [evidenceOf("sent"), evidenceOf("rejected")];
  const answerable = [...own, ...sent];
  const other = [...missing, ...rejected];
  const chosen = chooseThresholds(answerable, other, before);
  const calibration: Calibration = {
    shift: { answer: chosen.answer - before.answer, related: chosen.related - before.related },
    learned: {
      ...{ sections: sections.length, sent: sent.length, rejected: rejected.length, searched },
      ...{ auroc: auroc(answerable, other), before, chosen, curve: abstentionCurve(answerable, other) },
    },
    calibratedAt: ctx.now(),
  };
  await prisma.$transaction(async (tx) => {
    await saveCalibration(tx, workspaceId, calibration);
    await recordChange(tx, workspaceId, "document", workspaceId);
    await recordAudit(tx, {
      ctx,
      action: "workspace.update",
      subjectKind: "workspace",
      subjectId: workspaceId,
      after: { searchThresholds: chosen },
    });
  });
  return calibration;
}
