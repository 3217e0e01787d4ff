import { z } from "zod";
import { approveToolCall } from "../../../tool/approve-tool-call.ts";
import { getToolCall } from "../../../tool/get-tool-call.ts";
import { listToolCalls } from "../../../tool/list-tool-calls.ts";
import { rejectToolCall } from "../../../tool/reject-tool-call.ts";
import { toolCallApproval, toolCallRejection, toolCallStatuses } from "../../../tool/schema.ts";
import { listOf, pageOf, pageQuery, toList, uuid, whatWasSent } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";
import { describeToolCall, toolCall } from "./tool-call-answer.ts";

export const toolCallRoutes = [
  route({
    method: "GET",
    path: "/tool-calls",
    permission: "conversation:read",
    summary: "List the tool calls, newest first.",
    status: 200,
    query: z.object({
      ...pageQuery,
      tool_id: uuid.optional(),
      conversation_id: uuid.optional(),
      status: z.enum(toolCallStatuses).optional(),
    }),
    response: listOf(toolCall),
    run: async ({ ctx, query }) => {
      const { cursor, limit, tool_id: tool, conversation_id: conversation, status } = query;
      const input = { ...pageOf({ cursor, limit }), ...whatWasSent({ tool, conversation, status }) };
      return toList(await listToolCalls({ ctx, input }), describeToolCall);
    },
  }),
  route({
    method: "GET",
    path: "/tool-calls/{id}",
    permission: "conversation:read",
    summary: "Show a tool call.",
    status: 200,
    params: idParams,
    response: toolCall,
    run: async ({ ctx, params }) => describeToolCall(await getToolCall({ ctx, input: params })),
  }),
  route({
    method: "POST",
    path: "/tool-calls/{id}/approve",
    permission: "tool-call:decide",
    summary: "Approve a call that waits, as proposed or with other arguments; it then runs once.",
    status: 200,
    params: idParams,
    body: toolCallApproval.omit({ id: true }),
    bodyKind: "optional-json",
    response: toolCall,
    run: async ({ ctx, params, body }) => {
      await approveToolCall({ ctx, input: { ...whatWasSent(body), ...params } });
      return describeToolCall(await getToolCall({ ctx, input: params }));
    },
  }),
  route({
    method: "POST",
    path: "/tool-calls/{id}/reject",
    permission: "tool-call:decide",
    summary: "Refuse a call that waits: it is never made.",
    status: 200,
    params: idParams,
    body: toolCallRejection.omit({ id: true }),
    bodyKind: "optional-json",
    response: toolCall,
    run: async ({ ctx, params, body }) => {
      await rejectToolCall({ ctx, input: { ...whatWasSent(body), ...params } });
      return describeToolCall(await getToolCall({ ctx, input: params }));
    },
  }),
];
