import type { Checks, Citation, NumberedPassage, Outcome } from "../schema.ts";
import { unsupportedClaims } from "./check-claims.ts";
import { findQuote } from "./find-quote.ts";
import { readDraft } from "./read-draft.ts";

/**
 * Turns a model's draft into what may be shown: the text without marks, the citations that hold, and what was found.
 * Only retrieved passages may be cited, and only where they say what the sentence says; the code decides, never the model.
 * @param input.facts other texts a claim may rest on: the event, the contact, the instruction
 */
export function checkDraft(input: {
  draft: string;
  outcome: Outcome;
  passages: NumberedPassage[];
  facts: string[];
}): { text: string; citations: Citation[]; checks: Checks } {
  const { draft, outcome, passages, facts } = input;
  const { text, sentences } = readDraft(draft);
  const citations: Citation[] = [];
  let dropped = 0;
  for (const sentence of sentences)
    for (const number of sentence.cites) {
      const passage = passages.find((candidate) => candidate.number === number);
      const quote = passage && findQuote(sentence.text, passage.text);
      if (!passage || !quote) {
        dropped++;
        continue;
      }
      citations.push({
        ordinal: citations.length + 1,
        sentence: sentence.text,
        source: "chunk",
        documentId: passage.documentId,
        versionId: passage.versionId,
        documentTitle: passage.documentTitle,
        chunkId: passage.chunkId,
        field: null,
        quote: passage.text.slice(quote.start, quote.end),
        start: passage.start + quote.start,
        end: passage.start + quote.end,
      });
    }
  const cited = passages.filter((passage) =>
    citations.some((citation) => citation.chunkId === passage.chunkId),
  );
  const unsupported = unsupportedClaims(text, [...cited.map((passage) => passage.text), ...facts]);
  const abstained = citations.length === 0;
  return {
    text,
    citations,
    checks: {
      abstained,
      outcome: abstained ? "unknown" : outcome,
      citations_verified: citations.length,
      citations_dropped: dropped,
      unsupported_claims: unsupported,
      best_score: passages.length > 0 ? Math.max(...passages.map((passage) => passage.score)) : null,
      passed: !abstained && outcome === "answer" && dropped === 0 && unsupported.length === 0,
    },
  };
}
