import { renderTemplate } from "../platform/template/render-template.ts";
import type { PromptInput } from "./build-prompt.ts";
import type { ComposerInput } from "./composer/compose.ts";
import type { Material } from "./gather-material.ts";
import { templateFacts } from "./template-facts.ts";

const longestValue = 500;

/**
 * The playbook's instruction as the model gets it: what its template fills in stays outside of it, as a numbered value, so
 * that no customer's words become the team's. An instruction that cannot be rendered is given as it was written.
 */
export function renderInstruction(material: Material): { instruction: string; values: string[] } {
  const values: string[] = [];
  const rendered = renderTemplate(material.playbook.instruction, templateFacts(material), (value) => {
    values.push(value.slice(0, longestValue).toWellFormed());
    return `[value ${values.length}]`;
  });
  return "problem" in rendered
    ? { instruction: material.playbook.instruction, values: [] }
    : { instruction: rendered.text, values };
}

/**
 * What a model is told.
 * @param options.allResults also what it asked tools itself, which is else answered in the exchange with it
 */
export function promptInput(
  material: Material,
  options: { hasTools: boolean; allResults?: boolean },
): PromptInput {
  const { event, text, language, outcome, conversation, earlier, passages, calls } = material;
  return {
    language,
    outcome,
    ...renderInstruction(material),
    hasTools: options.hasTools,
    event: { type: event.type, text, occurredAt: event.occurredAt },
    contactName: conversation.contact.name,
    earlier,
    passages,
    results: calls
      .filter(({ key }) => options.allResults || key.startsWith("planned "))
      .filter(({ status }) => status === "ok" || status === "failed")
      .map(({ name, input, output, error }) => ({ name, input, output, error })),
  };
}

/** A moment as people read it; other values as they are. */
function readable(value: string): string {
  const moment = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    value.trim(),
  );
  if (!moment) return value;
  const zone = moment[3] === undefined ? "" : moment[3] === "Z" ? " UTC" : ` ${moment[3]}`;
  return `${moment[1]} ${moment[2]}${zone}`;
}

/** What the built-in composer is given. */
export function composerInput(material: Material): ComposerInput {
  const { language, outcome, question, text, conversation, passages, calls, playbook } = material;
  const results = calls
    .filter(({ status, effect }) => status === "ok" && effect === "read")
    .flatMap(({ output }) => Object.entries(output ?? {}))
    .filter(([, value]) => typeof value === "string" || typeof value === "number")
    .map(([label, value]) => ({ label, value: readable(String(value)) }))
    .filter(({ value }) => value.trim() !== "" && value.length <= 300);
  return {
    language,
    outcome,
    question,
    asked: text.trim() !== "",
    contactName: conversation.contact.name,
    passages,
    template: playbook.replyTemplate
      ? { text: playbook.replyTemplate, facts: templateFacts(material) }
      : null,
    results,
  };
}
