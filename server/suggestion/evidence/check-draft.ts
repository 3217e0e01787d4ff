import { detectLanguage } from "../../knowledge/detect-language.ts";
import type { Checks, Citation, Language, NumberedPassage, Outcome } from "../schema.ts";
import { unsupportedClaims } from "./check-claims.ts";
import { isCourtesy } from "./courtesy.ts";
import { type FieldFact, factsIn } from "./field-facts.ts";
import { findQuote } from "./find-quote.ts";
import { type DraftSentence, readDraft } from "./read-draft.ts";

export type DraftToCheck = {
  draft: string;
  outcome: Outcome;
  passages: NumberedPassage[];
  /** Other texts a claim may rest on: the event, the contact, the instruction, the template. */
  facts: string[];
  /** Single values of the event and of tool results; a sentence that states one is cited to it. */
  fields?: FieldFact[];
  /** What the reply should be in; left out, any will do. */
  language?: Language;
  /** Words of the team, not of a model: the composer's, or a template's. They need no citation. */
  ownWords?: boolean;
  /** A template of the team's made it: it rests on the event even where it cites nothing. */
  byTemplate?: boolean;
  /** False when the model was cut off or held back. */
  isWhole?: boolean;
  /** Tools that were called and did not answer. */
  toolsFailed?: string[];
  /** Places of the template for which there was no value. */
  templateGaps?: number;
};

/** The passages a sentence names, as far as they say what it says, frozen. */
function passageCitations(sentence: DraftSentence, passages: NumberedPassage[]) {
  const citations: Omit<Citation, "ordinal">[] = [];
  let dropped = 0;
  for (const number of sentence.cites) {
    const passage = passages.find((candidate) => candidate.number === number);
    const quote = passage && findQuote(sentence.text, passage.text);
    if (!passage || !quote) dropped++;
    else
      citations.push({
        sentence: sentence.text,
        source: "chunk",
        documentId: passage.documentId,
        versionId: passage.versionId,
        documentTitle: passage.documentTitle,
        chunkId: passage.chunkId,
        field: null,
        toolCallId: null,
        quote: passage.text.slice(quote.start, quote.end),
        start: passage.start + quote.start,
        end: passage.start + quote.end,
      });
  }
  return { citations, dropped };
}

const fieldCitation = (sentence: DraftSentence, fact: FieldFact): Omit<Citation, "ordinal"> => ({
  sentence: sentence.text,
  source: fact.source,
  documentId: null,
  versionId: null,
  documentTitle: null,
  chunkId: null,
  field: fact.field,
  toolCallId: fact.toolCallId,
  quote: fact.value,
  start: null,
  end: null,
});

/**
 * Turns a model's draft into what may be shown: the text without marks, the citations that hold, and what was found.
 * Only retrieved passages may be cited, and only where they say what the sentence says; values of the event and of tool
 * results are found by the code. The code decides, never the model.
 */
export function checkDraft(input: DraftToCheck): { text: string; citations: Citation[]; checks: Checks } {
  const { draft, passages, isWhole = true, fields = [], toolsFailed = [], templateGaps = 0 } = input;
  const { text, sentences } = readDraft(draft);
  const found: Omit<Citation, "ordinal">[] = [];
  const uncited: string[] = [];
  let dropped = 0;
  for (const sentence of sentences) {
    const named = passageCitations(sentence, passages);
    dropped += named.dropped;
    const stated = factsIn(sentence.text, fields)
      // What a cited passage says already needs no second witness.
      .filter((fact) => !named.citations.some(({ quote }) => quote.includes(fact.value)))
      .map((fact) => fieldCitation(sentence, fact));
    found.push(...named.citations, ...stated);
    const isWord = /\p{L}/u.test(sentence.text);
    if (
      !input.ownWords &&
      isWord &&
      named.citations.length + stated.length === 0 &&
      !isCourtesy(sentence.text)
    )
      uncited.push(sentence.text);
  }
  const citations = found.map((citation, index) => ({ ...citation, ordinal: index + 1 }));
  const cited = passages.filter(({ chunkId }) => citations.some((citation) => citation.chunkId === chunkId));
  const values = fields.map(({ value }) => value);
  const unsupported = unsupportedClaims(text, [
    ...cited.map((passage) => passage.text),
    ...values,
    ...input.facts,
  ]);
  const internal = [...new Set(cited.filter((one) => one.internal).map((one) => one.documentTitle))];
  const rests = citations.some(({ source }) => source !== "event");
  const byTools = citations.some(({ source }) => source === "tool");
  const abstained = !rests && !input.byTemplate;
  const outcome = abstained ? "unknown" : input.byTemplate || byTools ? "answer" : input.outcome;
  const languageMatches = input.language === undefined || detectLanguage(text) === input.language;
  return {
    text,
    citations,
    checks: {
      abstained,
      outcome,
      citations_verified: citations.length,
      citations_dropped: dropped,
      unsupported_claims: unsupported,
      uncited_sentences: uncited,
      language_matches: languageMatches,
      tools_failed: toolsFailed,
      internal_sources: internal,
      template_gaps: templateGaps,
      is_whole: isWhole,
      best_score: passages.length > 0 ? Math.max(...passages.map((passage) => passage.score)) : null,
      passed:
        outcome === "answer" &&
        isWhole &&
        dropped === 0 &&
        unsupported.length === 0 &&
        uncited.length === 0 &&
        languageMatches &&
        toolsFailed.length === 0 &&
        internal.length === 0 &&
        templateGaps === 0,
    },
  };
}
