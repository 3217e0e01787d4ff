import type { Attention, TriageChange, TriageState } from "../schema.ts";

/** Where an open conversation lies: with whoever reviews, when it has something to review or nobody could draft. */
function openStatus(facts: { hasPending: boolean; attention: Attention | null }): "awaiting_review" | "open" {
  const needsAgent = facts.attention === "model_unavailable" || facts.attention === "failed";
  return facts.hasPending || needsAgent ? "awaiting_review" : "open";
}

/**
 * What a change makes of a conversation. Resolving takes it off the desk, snoozed or not, and reads it; snoozing something
 * done opens it, so that it comes back as work; opening again puts it where its suggestion belongs.
 */
export function applyTriage(
  state: TriageState,
  change: TriageChange,
  facts: { hasPending: boolean; attention: Attention | null },
): TriageState {
  const { resolved, snoozedUntil, ...plain } = change;
  const next: TriageState = { ...state };
  if (plain.assigneeId !== undefined) next.assigneeId = plain.assigneeId;
  if (plain.priority !== undefined) next.priority = plain.priority;
  if (plain.unread !== undefined) next.unread = plain.unread;
  if (snoozedUntil !== undefined) {
    next.snoozedUntil = snoozedUntil;
    if (snoozedUntil && next.status === "closed") next.status = openStatus(facts);
  }
  if (resolved === true) Object.assign(next, { status: "closed", snoozedUntil: null, unread: false });
  if (resolved === false && (next.status === "closed" || next.status === "answered"))
    next.status = openStatus(facts);
  return next;
}

/** The names of what differs, for the audit; none when nothing does. */
export function changedFields(before: TriageState, after: TriageState): (keyof TriageState)[] {
  const names = ["status", "unread", "assigneeId", "priority", "snoozedUntil"] as const;
  return names.filter((name) => before[name]?.valueOf() !== after[name]?.valueOf());
}
