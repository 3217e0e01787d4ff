import { renderTemplate, type TemplateFacts } from "../../platform/template/render-template.ts";
import type { Language, NumberedPassage, Outcome } from "../schema.ts";
import { chooseSentences } from "./choose-sentences.ts";
import { phrases } from "./phrases.ts";

/**
 * What the composer is given, under `providerOptions.firstline`: the same material the prompt carries as text, kept apart
 * so that it never has to be read back out of a prompt.
 */
export type ComposerInput = {
  language: Language;
  outcome: Outcome;
  question: string;
  /** False when the question was made of an event without a text. */
  asked?: boolean;
  contactName: string | null;
  passages: NumberedPassage[];
  /** The playbook's reply template and what it may read. */
  template?: { text: string; facts: TemplateFacts } | null;
  /** Simple values that tools answered, as they are named there. */
  results?: { label: string; value: string }[];
};

export type Composed = {
  text: string;
  /** Whether the playbook's template made it. */
  byTemplate: boolean;
  /** Places of the template for which there was no value; then it was not used. */
  gaps: number;
};

const mostResults = 6;

/** `estimated_delivery` as people write it; what is no English name stays as it is. */
function humanLabel(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function withoutTemplate(input: ComposerInput, quotes: string[], gaps: number): Composed {
  const words = phrases[input.language];
  const asked = input.asked ?? true;
  const results = (input.results ?? [])
    .slice(0, mostResults)
    .map(({ label, value }) => words.result(humanLabel(label), value));
  const greeting = words.greeting(input.contactName);
  const known = [
    ...(quotes.length > 0
      ? [
          input.outcome !== "answer" ? words.related : asked ? words.answer : words.answerUnasked,
          quotes.join("\n"),
        ]
      : []),
    ...(results.length > 0
      ? [quotes.length > 0 || !asked ? words.resultsAfter : words.results, results.join("\n")]
      : []),
  ];
  const parts =
    known.length > 0
      ? [greeting, ...known, words.closing]
      : [greeting, asked ? words.unknown : words.unknownUnasked];
  return { text: parts.join("\n\n"), byTemplate: false, gaps };
}

/**
 * The reply without a model. With a template: the template, and the passages' words where it says `{{answer}}`, or after it
 * when they answer what the customer asked. Without one: two or three sentences quoted word for word, each with its mark,
 * and what the tools answered; or, honestly, that nothing was found.
 */
export function compose(input: ComposerInput): Composed {
  const quotes =
    input.outcome === "unknown"
      ? []
      : chooseSentences(input.question, input.passages).map(({ text, number }) => `${text} [${number}]`);
  if (!input.template) return withoutTemplate(input, quotes, 0);
  const { text: template, facts } = input.template;
  const body = quotes.join("\n");
  const placed = /\{[{%][^}]*\banswer\b/.test(template);
  const rendered = renderTemplate(template, { ...facts, answer: body });
  if ("problem" in rendered || rendered.text === "") return withoutTemplate(input, quotes, 1);
  // An answer that the knowledge base does not have is a gap like any other.
  if (rendered.empty > 0) return withoutTemplate(input, quotes, rendered.empty);
  const isAnswer = input.outcome === "answer" && (input.asked ?? true) && body !== "";
  const text = placed || !isAnswer ? rendered.text : `${rendered.text}\n\n${body}`;
  return { text, byTemplate: true, gaps: 0 };
}
