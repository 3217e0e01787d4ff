import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { pageOfEvents } from "../incoming-event/store.ts";
import { searchKnowledge } from "../knowledge/search-knowledge.ts";
import { renderTemplate } from "../platform/template/render-template.ts";
import { fillInputs } from "../playbook/condition/fill-inputs.ts";
import { readEventFields } from "../playbook/read-event-fields.ts";
import { choosePlaybook, failedClause, inOrder, worksAt } from "../playbook/rules.ts";
import { type NewPlaybook, newPlaybook, type Playbook } from "../playbook/schema.ts";
import { allPlaybooks } from "../playbook/store.ts";
import { inputProblem } from "../tool/input/input-schema.ts";
import { toolsOf } from "../tool/store.ts";
import { compose } from "./composer/compose.ts";
import { queryOfEvent, replyLanguage } from "./reply-language.ts";

const eventsLooked = 100;

export type SimulatedEvent = {
  id: string;
  type: string;
  contactName: string | null;
  receivedAt: Date;
  /** Why it would not match; null when it would. */
  failed: string | null;
  /** The playbook with a higher priority that would take it first. */
  takenBy: string | null;
  /** It would be sent by itself at another hour; at this one it would wait for a person. */
  waits: boolean;
};

export type SimulatedDraft = {
  eventId: string;
  text: string;
  /** False when the template could not be used. */
  byTemplate: boolean;
  instruction: string;
  tools: { name: string; input: unknown; problem: string | null }[];
};

/** A playbook that is not saved, as the rules take it; switched off, it is looked at as if it suggested. */
function asPlaybook(draft: NewPlaybook, id: string): Playbook {
  const fields = newPlaybook.parse(draft);
  const at = new Date(0);
  const autonomy = fields.autonomy === "off" ? "suggest" : fields.autonomy;
  return { ...fields, autonomy, id, version: 0, createdAt: at, updatedAt: at };
}

/**
 * What a playbook would do, saved or not, with the last hundred events: which would match, which clause the others fail, and
 * for one of them what would be asked of its tools and written without a model. Nothing is called and nothing is stored.
 * @param input.id the saved playbook it would replace, if it is one
 * @param input.eventId the event to draft for; left out, the newest that matches
 */
export async function simulatePlaybook({
  ctx,
  input,
}: {
  ctx: Context;
  input: { playbook: NewPlaybook; id?: string | undefined; eventId?: string | undefined };
}): Promise<{ events: SimulatedEvent[]; draft: SimulatedDraft | null }> {
  const { prisma } = ctx.platform.database;
  const playbook = asPlaybook(input.playbook, input.id ?? "~");
  const others = (await allPlaybooks(prisma, ctx.workspaceId)).filter(({ id }) => id !== input.id);
  const found = await pageOfEvents(prisma, ctx.workspaceId, {}, { beforeId: undefined, take: eventsLooked });
  const events: (SimulatedEvent & { event: (typeof found)[number] })[] = [];
  for (const event of found) {
    const needed = playbook.condition || others.some(({ condition }) => condition);
    const facts = {
      endpointId: event.endpoint.id,
      type: event.type,
      text: event.mapped.text,
      receivedAt: event.receivedAt,
      fields: needed ? await readEventFields({ ctx, input: event }) : null,
    };
    const failed = failedClause(playbook, facts);
    const before = inOrder([...others, playbook]);
    const first = choosePlaybook(before.slice(0, before.indexOf(playbook)), facts);
    events.push({
      id: event.id,
      type: event.type,
      contactName: event.mapped.contact?.name ?? null,
      receivedAt: event.receivedAt,
      failed,
      takenBy: failed === null ? (first.playbook?.name ?? null) : null,
      waits: failed === null && playbook.autonomy === "auto" && !worksAt(playbook, event.receivedAt),
      event,
    });
  }
  const chosen = input.eventId
    ? events.find(({ id }) => id === input.eventId)
    : events.find(({ failed, takenBy }) => failed === null && takenBy === null);
  if (input.eventId && !chosen) throw notFound("event");
  return {
    events: events.map(({ event: _, ...shown }) => shown),
    draft: chosen ? await draftFor(ctx, playbook, chosen.event) : null,
  };
}

async function draftFor(
  ctx: Context,
  playbook: Playbook,
  event: Awaited<ReturnType<typeof pageOfEvents>>[number],
): Promise<SimulatedDraft> {
  const fields = await readEventFields({ ctx, input: event });
  if (!fields) throw new DomainError("not_found", "What this event came with is no longer kept.");
  const tools = await toolsOf(ctx.platform.database.prisma, ctx.workspaceId, playbook.toolIds);
  const asked = tools.map((tool) => {
    const { input } = fillInputs(tool, playbook.toolInputs[tool.name] ?? {}, fields);
    return { tool, input, problem: inputProblem(tool.inputSchema, input) };
  });
  const text = event.mapped.text ?? "";
  const question = text.trim() === "" ? queryOfEvent(event.type, fields.body) : text;
  const { outcome, passages } = await searchKnowledge({
    ctx,
    input: { query: question.slice(0, 2000).toWellFormed(), filter: playbook.knowledgeFilter, limit: 5 },
  });
  const contactName = event.mapped.contact?.name ?? null;
  const language = replyLanguage({ text, body: fields.body, contactName });
  const facts = {
    event: { type: event.type, text, entity: event.mapped.entity ?? null },
    body: fields.body,
    contact: { name: null, email: null, phone: null, ...event.mapped.contact },
    conversation: { subject: text.slice(0, 80), type: event.type, entity: event.mapped.entity ?? null },
    // What a tool would answer is not known; its sample shows where it would stand.
    tools: Object.fromEntries(
      tools.map(({ name, output }) => [
        name,
        Object.fromEntries(Object.keys(output).map((field) => [field, `‹${name}.${field}›`])),
      ]),
    ),
    language,
  };
  const composed = compose({
    language,
    outcome,
    question,
    asked: text.trim() !== "",
    contactName,
    passages: passages.map(({ title, ...passage }, index) => ({
      ...passage,
      number: index + 1,
      documentTitle: title,
    })),
    template: playbook.replyTemplate ? { text: playbook.replyTemplate, facts } : null,
  });
  const instruction = renderTemplate(playbook.instruction, facts);
  return {
    eventId: event.id,
    text: composed.text,
    byTemplate: composed.byTemplate,
    instruction: "text" in instruction ? instruction.text : instruction.problem,
    tools: asked.map(({ tool: { name }, input, problem }) => ({ name, input, problem })),
  };
}
