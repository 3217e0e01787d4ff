import type { TemplateFacts } from "../platform/template/render-template.ts";
import { type FieldFact, leavesOf } from "./evidence/field-facts.ts";
import type { Material } from "./gather-material.ts";

type Known = Pick<Material, "event" | "fields" | "text" | "language" | "conversation" | "calls">;

/** Names by which templates call a tool's result, the newest answer of each. */
function toolResults({ calls }: Known): Record<string, unknown> {
  const answered = calls.filter(({ status, output }) => status === "ok" && output !== null);
  return Object.fromEntries(answered.map(({ name, output }) => [name, output]));
}

/** What a playbook's templates may read. */
export function templateFacts(material: Known): TemplateFacts {
  const { event, fields, conversation, language, text } = material;
  const { name, email, phone, externalId } = conversation.contact;
  const occurredAt = event.occurredAt?.toISOString() ?? null;
  return {
    event: { type: event.type, text, entity: event.mapped.entity ?? null, occurred_at: occurredAt },
    body: fields?.body ?? {},
    contact: { id: externalId, name, email, phone },
    conversation: {
      subject: conversation.subject,
      type: conversation.namespace,
      entity: conversation.entity,
    },
    tools: toolResults(material),
    language,
  };
}

/** The single values of the event and of tool results that a sentence may state. */
export function fieldFacts(material: Known): FieldFact[] {
  const { fields, calls, event } = material;
  const contact = fields?.contact ?? event.mapped.contact ?? {};
  const ofTools = calls
    .filter(({ status }) => status === "ok")
    .flatMap(({ id, name, output }) =>
      leavesOf(output, `tools.${name}`).map(({ path, value }) => ({
        source: "tool" as const,
        field: path,
        value,
        toolCallId: id,
      })),
    );
  const ofEvent = [...leavesOf(fields?.body, "body"), ...leavesOf(contact, "contact")].map(
    ({ path, value }) => ({
      source: "event" as const,
      field: path,
      value,
      toolCallId: null,
    }),
  );
  return [...ofTools, ...ofEvent];
}
