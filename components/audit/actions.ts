/**
 * What can be done to what, as the audit writes it: "channel.update" is the verb "update" of the subject "channel". The words
 * are in the messages under `audit.subjects` and `audit.verbs`; actions.test.ts holds both lists to what the server writes.
 */
export const subjects = [
  "api_key",
  "channel",
  "contact",
  "conversation",
  "delivery",
  "document",
  "endpoint",
  "inbox_view",
  "member",
  "playbook",
  "request",
  "run",
  "suggestion",
  "tool",
  "tool_call",
  "tool_server",
  "workspace",
] as const;

export const verbs = [
  "retire_secret",
  "allow",
  "approve",
  "assign",
  "auto_send",
  "cancel",
  "change_role",
  "create",
  "delete",
  "invite",
  "join",
  "pause",
  "reject",
  "remove",
  "rename",
  "rerun",
  "resume",
  "retry",
  "revoke",
  "rotate_secret",
  "share",
  "test",
  "triage",
  "triage_undone",
  "update",
  "upload",
  "verify_again",
  "withdraw",
  "withdraw_invitation",
] as const;

export type Subject = (typeof subjects)[number];
export type Verb = (typeof verbs)[number];

/** Other spellings of a verb, as some nouns write it. */
const same: Record<string, Verb> = {
  created: "create",
  revoked: "revoke",
  cancelled: "cancel",
  "upload-version": "upload",
};

/** Subject and verb of an action; undefined for what is not in the lists. */
export function readAction(action: string): { subject: Subject | undefined; verb: Verb | undefined } {
  const [first = "", second = ""] = action.split(".");
  const verb = same[second] ?? second;
  return {
    subject: subjects.find((known) => known === first),
    verb: verbs.find((known) => known === verb),
  };
}
