import { z } from "zod";
import { createTool } from "../../../tool/create-tool.ts";
import { deleteTool } from "../../../tool/delete-tool.ts";
import { getTool } from "../../../tool/get-tool.ts";
import { listTools } from "../../../tool/list-tools.ts";
import {
  approvalRule,
  effect,
  jsonObject,
  newTool,
  type ToolView,
  toolChanges,
  toolKinds,
  toolMethods,
  toolStates,
} from "../../../tool/schema.ts";
import { tryTool } from "../../../tool/try-tool.ts";
import { updateTool } from "../../../tool/update-tool.ts";
import { isoTime, listOf, pageOf, pageQuery, time, toList, uuid, whatWasSent } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";
import { describeToolCall, toolCall } from "./tool-call-answer.ts";

/** The same fields under the contract's names; what they may hold is said once, by the noun. */
const namesOf = <Shape extends typeof newTool.shape | typeof toolChanges.shape>(shape: Shape) => ({
  name: shape.name as Shape["name"],
  description: shape.description as Shape["description"],
  effect: shape.effect as Shape["effect"],
  approval: shape.approval as Shape["approval"],
  request: shape.request as Shape["request"],
  input_schema: shape.inputSchema as Shape["inputSchema"],
  output: shape.output as Shape["output"],
  timeout_ms: shape.timeoutMs as Shape["timeoutMs"],
  secrets: shape.secrets as Shape["secrets"],
  sample: shape.sample as Shape["sample"],
});
const creation = z.strictObject(namesOf(newTool.shape));
const changes = z.strictObject(namesOf(toolChanges.shape));

const json = z.record(z.string(), z.unknown());
const tool = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  effect,
  approval: approvalRule,
  request: z.object({
    method: z.enum(toolMethods),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
  input_schema: json,
  output: z.record(z.string(), z.string()),
  timeout_ms: z.int(),
  sample: json.nullable(),
  kind: z.enum(toolKinds),
  /** Only what is ready is called. */
  state: z.enum(toolStates),
  version: z.int(),
  secrets: z.array(z.object({ name: z.string(), last4: z.string() })),
  /** Named in a header and not set: the tool cannot be called. */
  missing_secrets: z.array(z.string()),
  created_at: time,
  updated_at: time,
});

const describe = (row: ToolView): z.input<typeof tool> => ({
  id: row.id,
  name: row.name,
  description: row.description,
  effect: row.effect,
  approval: row.approval,
  request: row.request,
  input_schema: row.inputSchema,
  output: row.output,
  timeout_ms: row.timeoutMs,
  sample: row.sample,
  kind: row.kind,
  state: row.state,
  version: row.version,
  secrets: row.secrets,
  missing_secrets: row.missing,
  created_at: isoTime(row.createdAt),
  updated_at: isoTime(row.updatedAt),
});

const toFields = <Body extends { input_schema?: unknown; timeout_ms?: unknown }>(body: Body) => {
  const { input_schema, timeout_ms, ...same } = body;
  return whatWasSent({
    ...same,
    inputSchema: input_schema as Body["input_schema"],
    timeoutMs: timeout_ms as Body["timeout_ms"],
  });
};

export const toolRoutes = [
  route({
    method: "POST",
    path: "/tools",
    permission: "tool:manage",
    summary: "Make a tool; its secrets are never answered again.",
    status: 201,
    body: creation,
    response: tool,
    run: async ({ ctx, body }) =>
      describe(
        await createTool({ ctx, input: { ...toFields(body), name: body.name, request: body.request } }),
      ),
  }),
  route({
    method: "GET",
    path: "/tools",
    permission: "tool:read",
    summary: "List the tools, newest first.",
    status: 200,
    query: z.object(pageQuery),
    response: listOf(tool),
    run: async ({ ctx, query }) => toList(await listTools({ ctx, input: pageOf(query) }), describe),
  }),
  route({
    method: "GET",
    path: "/tools/{id}",
    permission: "tool:read",
    summary: "Show a tool.",
    status: 200,
    params: idParams,
    response: tool,
    run: async ({ ctx, params }) => describe(await getTool({ ctx, input: params })),
  }),
  route({
    method: "PATCH",
    path: "/tools/{id}",
    permission: "tool:manage",
    summary: "Change a tool; an address on another host clears its secrets unless they are given anew.",
    status: 200,
    params: idParams,
    body: changes,
    response: tool,
    run: async ({ ctx, params, body }) =>
      describe(await updateTool({ ctx, input: { ...toFields(body), ...params } })),
  }),
  route({
    method: "DELETE",
    path: "/tools/{id}",
    permission: "tool:manage",
    summary: "Delete a tool; its calls stay on record.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => deleteTool({ ctx, input: params }),
  }),
  route({
    method: "POST",
    path: "/tools/{id}/test",
    permission: "tool:manage",
    summary: "Call a tool once, for real, with this input.",
    status: 200,
    params: idParams,
    body: z.strictObject({ input: jsonObject }),
    response: toolCall,
    run: async ({ ctx, params, body }) =>
      describeToolCall(await tryTool({ ctx, input: { id: params.id, input: body.input } })),
  }),
];
