import { DomainError } from "../errors.ts";
import type { Autonomy } from "../playbook/schema.ts";
import type { Suggestion, SuggestionStatus } from "./schema.ts";

/** Everything that must hold before a playbook may send without a person. */
export type AutoApproval = {
  autonomy: Autonomy;
  /** The workspace's switch for all automatic sending. */
  autoSend: boolean;
  /** It is one of the playbook's working hours just now. */
  withinHours: boolean;
  /** A replay never sends by itself. */
  cause: string | undefined;
  /** The event came through an endpoint that verifies its sender. */
  verified: boolean;
  suggestion: Pick<Suggestion, "status" | "checks">;
};

/** Why a playbook may not approve a suggestion; null when it may. */
export function reasonAgainstAutoApproval(facts: AutoApproval): string | null {
  if (facts.autonomy !== "auto") return "the playbook only suggests";
  if (!facts.autoSend) return "automatic sending is switched off";
  if (!facts.withinHours) return "it is outside the playbook's working hours";
  if (facts.cause !== "accepted") return "a replay never sends by itself";
  if (!facts.verified) return "its endpoint verifies nobody";
  if (facts.suggestion.status !== "pending") return "it is not pending";
  if (!facts.suggestion.checks.passed) return "not every check passed";
  return null;
}

/** The answer to whoever would send what a newer event has made untrue: what changed, in its own words. */
export function onStaleGround(newer: { type: string; text: string | null }, entity: string): DomainError {
  const text = newer.text?.trim().replaceAll(/\s+/g, " ").slice(0, 200).toWellFormed();
  return new DomainError(
    "newer_event",
    `Something happened to ${entity} after this was drafted: ${newer.type}${text ? ` ("${text}")` : ""}. Read it, then send.`,
  );
}

const decisions: Record<SuggestionStatus, string> = {
  pending: "decided by someone else just now",
  approved: "approved",
  sent: "sent",
  rejected: "rejected",
  superseded: "superseded by a newer one",
};

/** The answer to whoever decides second. */
export function alreadyDecided(status: SuggestionStatus): DomainError {
  return new DomainError(
    "already_decided",
    `This suggestion was already ${decisions[status]}; reload the conversation to see what happened.`,
  );
}
