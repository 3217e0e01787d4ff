import { z } from "zod";
import { pageInput } from "../platform/page.ts";

export const effect = z.enum(["read", "write"]);
export type Effect = z.infer<typeof effect>;
export const approvalRule = z.enum(["never", "always"]);
export type ApprovalRule = z.infer<typeof approvalRule>;

/** A request the team describes, a file of the operator's, a tool of an MCP server. */
export const toolKinds = ["http", "code", "mcp"] as const;
export type ToolKind = (typeof toolKinds)[number];

/** Only what is `ready` is called: `waits` was never allowed, `changed` is not what was allowed, `gone` is not there now. */
export const toolStates = ["ready", "waits", "changed", "gone"] as const;
export type ToolState = (typeof toolStates)[number];

export const toolMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type ToolMethod = (typeof toolMethods)[number];

/** Any JSON value, as tools take and answer it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What JSON says, and not what a richer wire format may carry beside it. */
function isJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object") return false;
  const plain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return plain && Object.values(value).every(isJson);
}

export const jsonObject = z
  .record(z.string(), z.unknown())
  .refine(isJson, "must be JSON") as unknown as z.ZodType<JsonObject, JsonObject>;

/** What playbooks, templates and models call a tool. */
export const toolName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, "must be lower-case letters, digits and _, beginning with a letter");

export const secretName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "must be letters, digits and _");

const fields = {
  name: toolName,
  description: z.string().trim().max(1000),
  effect,
  approval: approvalRule,
  request: z.strictObject({
    method: z.enum(toolMethods),
    /** `{name}` stands for an encoded input; nothing stands in the host. */
    url: z.string().min(1).max(2048),
    /** `{{secret.name}}` stands for a secret. */
    headers: z.record(z.string().min(1).max(100), z.string().max(2048)).default({}),
  }),
  inputSchema: jsonObject,
  /** Output field to the dotted path it is read from in the answer. Empty: the whole answer. */
  output: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/), z.string().min(1).max(256)),
  timeoutMs: z.number().int().min(100).max(30_000),
  secrets: z.record(secretName, z.string().min(1).max(4096)),
  sample: jsonObject.nullable(),
};

export const newTool = z.strictObject({
  name: fields.name,
  description: fields.description.default(""),
  effect: fields.effect.default("read"),
  /** Left out: writes ask, reads do not. */
  approval: fields.approval.optional(),
  request: fields.request,
  inputSchema: fields.inputSchema.default({ type: "object", properties: {} }),
  output: fields.output.default({}),
  timeoutMs: fields.timeoutMs.default(5000),
  secrets: fields.secrets.default({}),
  sample: fields.sample.default(null),
});

export const toolChanges = z.strictObject(fields).partial();

export type NewTool = z.input<typeof newTool>;
export type ToolChanges = z.input<typeof toolChanges>;

export type ToolRequest = { method: ToolMethod; url: string; headers: Record<string, string> };

export type Tool = {
  id: string;
  name: string;
  description: string;
  effect: Effect;
  approval: ApprovalRule;
  request: ToolRequest;
  inputSchema: JsonObject;
  output: Record<string, string>;
  timeoutMs: number;
  sample: JsonObject | null;
  kind: ToolKind;
  state: ToolState;
  /** Of what somebody else defines, and may change: SHA-256 of the file, or of the server's description. */
  definitionHash: string | null;
  /** The file it is written in, or its own name at its MCP server. */
  origin: string | null;
  /** The MCP server it belongs to. */
  serverId: string | null;
  /** Counts the changes of what a call does. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** A tool as it is shown: of each secret the last four characters only; `missing` are named in a header and not set. */
export type ToolView = Tool & { secrets: { name: string; last4: string }[]; missing: string[] };

export const toolCallStatuses = ["pending", "ok", "failed", "rejected"] as const;
export type ToolCallStatus = (typeof toolCallStatuses)[number];

export type ToolCall = {
  id: string;
  toolId: string;
  toolVersion: number;
  name: string;
  effect: Effect;
  runId: string | null;
  eventId: string | null;
  conversationId: string | null;
  playbookId: string | null;
  key: string;
  input: JsonObject;
  output: JsonObject | null;
  status: ToolCallStatus;
  error: string | null;
  attempts: number;
  durationMs: number | null;
  /** What an approval is given for; null when none is needed. */
  approvalHash: string | null;
  evidence: JsonObject | null;
  expiresAt: Date | null;
  decision: "approved" | "rejected" | "expired" | null;
  decidedBy: unknown;
  decidedAt: Date | null;
  rejectReason: string | null;
  createdAt: Date;
};

export const listToolCallsInput = pageInput.extend({
  tool: z.uuid().optional(),
  conversation: z.uuid().optional(),
  status: z.enum(toolCallStatuses).optional(),
});

export const toolCallApproval = z.strictObject({ id: z.uuid(), input: jsonObject.optional() });
export const toolCallRejection = z.strictObject({
  id: z.uuid(),
  reason: z.string().trim().max(2000).optional(),
});
