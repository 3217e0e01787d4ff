import type { Playbook } from "./schema.ts";

/** What of an event decides which playbook serves it. */
export type EventFacts = { endpointId: string; type: string; text: string | undefined };

/** Which clause of a playbook the event failed; null when it matches. */
export function failedClause(playbook: Playbook, event: EventFacts): string | null {
  if (playbook.autonomy === "off") return "it is switched off";
  if (playbook.endpointId && playbook.endpointId !== event.endpointId) return "it serves another endpoint";
  if (playbook.eventType && playbook.eventType !== event.type)
    return `it serves events of type "${playbook.eventType}", this one is "${event.type}"`;
  if (!event.text?.trim()) return "it needs a text, and the event carries none";
  return null;
}

/** The order in which playbooks are asked: highest priority first, then the older one. */
export function inOrder(playbooks: Playbook[]): Playbook[] {
  return playbooks.toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
}

export type PlaybookMatch = { playbook: Playbook } | { playbook: null; misses: string[] };

/** The first playbook that serves the event, or for each one the clause that failed. */
export function choosePlaybook(playbooks: Playbook[], event: EventFacts): PlaybookMatch {
  const misses: string[] = [];
  for (const playbook of inOrder(playbooks)) {
    const failed = failedClause(playbook, event);
    if (failed === null) return { playbook };
    misses.push(`"${playbook.name}": ${failed}`);
  }
  return { playbook: null, misses };
}
