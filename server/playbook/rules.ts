import { clockAt, isWithinHours } from "../workspace/hours/weekly-hours.ts";
import type { EventFields } from "./condition/event-fields.ts";
import { failedRule } from "./condition/failed-rule.ts";
import type { Playbook } from "./schema.ts";

/** What of an event decides which playbook serves it. */
export type EventFacts = {
  endpointId: string;
  type: string;
  text: string | undefined;
  /** All its fields; null when what it came with is no longer kept. */
  fields: EventFields | null;
  receivedAt: Date;
};

/** A playbook for events of a kind has something to say to them; one for everything needs a text to answer. */
function needsText(playbook: Playbook): boolean {
  return !playbook.eventType && !playbook.condition && !playbook.replyTemplate;
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Whether a moment lies within a playbook's working hours; one that has none always works. */
export function worksAt({ workingHours }: Pick<Playbook, "workingHours">, at: Date): boolean {
  return workingHours === null || isWithinHours(workingHours, at);
}

/** Which clause of a playbook the event failed; null when it matches. */
export function failedClause(playbook: Playbook, event: EventFacts): string | null {
  if (playbook.autonomy === "off") return "it is switched off";
  if (playbook.endpointId && playbook.endpointId !== event.endpointId) return "it serves another endpoint";
  if (playbook.eventType && playbook.eventType !== event.type)
    return `it serves events of type "${playbook.eventType}", this one is "${event.type}"`;
  if (playbook.workingHours && playbook.outsideHours === "pass" && !worksAt(playbook, event.receivedAt)) {
    const { day, clock } = clockAt(playbook.workingHours, event.receivedAt);
    return `it works at other hours: the event came on ${weekdays[day - 1]} at ${clock} in ${playbook.workingHours.zone}`;
  }
  if (needsText(playbook) && !event.text?.trim()) return "it needs a text, and the event carries none";
  if (playbook.condition && playbook.condition.rules.length > 0) {
    if (!event.fields) return "it has a condition, and what the event came with is no longer kept";
    const failed = failedRule(playbook.condition, event.fields);
    if (failed) return `its condition asks for ${failed}`;
  }
  return null;
}

/** The order in which playbooks are asked: highest priority first, then the older one. */
export function inOrder(playbooks: Playbook[]): Playbook[] {
  return playbooks.toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
}

export type PlaybookMatch = { playbook: Playbook } | { playbook: null; misses: string[] };

/** The first playbook that serves the event (asking stops there), or for each one the clause that failed. */
export function choosePlaybook(playbooks: Playbook[], event: EventFacts): PlaybookMatch {
  const misses: string[] = [];
  for (const playbook of inOrder(playbooks)) {
    const failed = failedClause(playbook, event);
    if (failed === null) return { playbook };
    misses.push(`"${playbook.name}": ${failed}`);
  }
  return { playbook: null, misses };
}
