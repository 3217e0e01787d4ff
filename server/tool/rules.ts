import { createHash } from "node:crypto";
import { DomainError } from "../errors.ts";
import type { SecretOwner } from "../secret/schema.ts";
import type { Json, JsonObject, Tool, ToolCall } from "./schema.ts";

/** Where one of a tool's secrets is kept. */
export const toolSecret = (toolId: string, name: string): SecretOwner => ({
  kind: "tool",
  id: toolId,
  slot: name,
});

/** Where the credential of an MCP server is kept. */
export const serverSecret = (serverId: string): SecretOwner => ({
  kind: "tool_server",
  id: serverId,
  slot: "authorization",
});

/** How long a proposed call may wait for a person. */
export const approvalHours = 72;

/** The same JSON for the same value, whatever the order of its fields. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(value[name]!)}`).join(",")}}`;
}

/** What an approval is given for, as SHA-256 in hex: change any of it, and it is another question. */
export function approvalHash(of: {
  toolId: string;
  toolVersion: number;
  input: JsonObject;
  evidence: JsonObject | null;
}): string {
  return createHash("sha256")
    .update(canonical([of.toolId, of.toolVersion, of.input, of.evidence]))
    .digest("hex");
}

/**
 * Whether a call waits for a person. A write without an approval rule runs by itself only where the playbook filled its
 * inputs from the event and may act alone: what a model chose, a customer may have chosen.
 */
export function needsPerson(
  tool: Pick<Tool, "effect" | "approval">,
  asked: { byModel: boolean; mayActAlone: boolean },
): boolean {
  if (tool.approval === "always") return true;
  return tool.effect === "write" && (asked.byModel || !asked.mayActAlone);
}

/** Why a tool is not called as it stands; null when it may be. */
export function reasonNotCallable({ kind, state }: Pick<Tool, "kind" | "state">): string | null {
  if (state === "waits") return "Nobody has allowed this tool yet.";
  if (state === "changed")
    return "The server describes this tool differently since it was allowed; an admin has to allow it again.";
  if (state === "gone")
    return kind === "code"
      ? "The file of this tool is not there, or cannot be read."
      : "The server does not offer this tool any more.";
  return null;
}

export type CallResult =
  | { kind: "answered"; status: number }
  /** Nothing arrived there, for certain. */
  | { kind: "unsent" }
  /** It may have arrived: a time-out, a connection that broke. */
  | { kind: "unknown" };

export const maxAttempts = 3;

/**
 * Whether one more attempt is worth it, and how long to wait before it. A read is repeated when the other side may recover;
 * a write only when it certainly had no effect, or when the other side says so (429, 503): not every system honours the
 * idempotency key.
 * @param attempt the one just made, from 1
 * @returns milliseconds, or null when it is over
 */
export function pauseBeforeNext(effect: Tool["effect"], attempt: number, result: CallResult): number | null {
  if (attempt >= maxAttempts) return null;
  const busy = result.kind === "answered" && (result.status === 429 || result.status === 503);
  const broken = result.kind === "unknown" || (result.kind === "answered" && result.status >= 500);
  if (!busy && result.kind !== "unsent" && !(effect === "read" && broken)) return null;
  return 250 * 4 ** (attempt - 1);
}

/** The fields of a tool that decide what a call does: a change of one of them is another version. */
const decisive = ["effect", "approval", "request", "inputSchema", "output"] as const;

export function isOtherVersion(before: Tool, after: Partial<Tool>): boolean {
  return decisive.some(
    (field) =>
      after[field] !== undefined && canonical(after[field] as Json) !== canonical(before[field] as Json),
  );
}

/** The answer to whoever decides about a call second. */
export function callDecided(call: Pick<ToolCall, "decision" | "status">): DomainError {
  const how =
    call.decision === "approved"
      ? "approved"
      : call.decision === "rejected"
        ? "refused"
        : call.decision === "expired"
          ? "closed, because nobody decided in time"
          : `finished (${call.status})`;
  return new DomainError("already_decided", `This call was already ${how}; reload to see what happened.`);
}
