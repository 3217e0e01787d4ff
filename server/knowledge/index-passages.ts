import { createHash } from "node:crypto";
import { chunkText, type Heading } from "./chunk-text.ts";
import { detectLanguage, type Language } from "./detect-language.ts";
import type { Layout } from "./schema.ts";
import { countTerms, tokenize } from "./tokenize.ts";

/** A passage ready to be stored, but for its id. */
export type PassageDraft = {
  ordinal: number;
  start: number;
  end: number;
  text: string;
  headingPath: string[];
  language: Language;
  terms: Map<string, number>;
  length: number;
  /** SHA-256 of what is embedded of it. */
  contentHash: Uint8Array<ArrayBuffer>;
};

/** What an encoder reads of a passage: its words, and the heading next above it. */
export function embeddedText({ text, headingPath }: { text: string; headingPath: string[] }): string {
  return [...headingPath.slice(-1), text].join("\n");
}

/**
 * What the search reads of a passage: its own words, and once each line of the title and headings above it that it does
 * not hold itself. A step list under "Reset the lamp" is found by "reset" although no step says so.
 */
export function searchableText(passage: { text: string; headingPath: string[] }, title: string): string {
  const above = [title, ...passage.headingPath].filter(
    (line, i, lines) => !passage.text.includes(line) && lines.indexOf(line) === i,
  );
  return [...above, passage.text].join("\n");
}

/** The passages of a version's text with their terms, in order. */
export function indexPassages(
  text: string,
  headings: Heading[],
  title: string,
  layout: Layout = {},
): PassageDraft[] {
  // A listing only names other documents.
  if (layout.listing) return [];
  return chunkText(text, headings, layout.blocksStandAlone, layout.size).map(
    ({ start, end, headingPath }, ordinal) => {
      const passage = { ordinal, start, end, text: text.slice(start, end), headingPath };
      const terms = tokenize(searchableText(passage, title));
      return {
        ...passage,
        language: detectLanguage(passage.text),
        terms: countTerms(terms),
        length: terms.length,
        contentHash: new Uint8Array(createHash("sha256").update(embeddedText(passage)).digest()),
      };
    },
  );
}
