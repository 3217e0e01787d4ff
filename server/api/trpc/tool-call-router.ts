import { approveToolCall } from "../../tool/approve-tool-call.ts";
import { listToolCalls } from "../../tool/list-tool-calls.ts";
import { rejectToolCall } from "../../tool/reject-tool-call.ts";
import { listToolCallsInput, toolCallApproval, toolCallRejection } from "../../tool/schema.ts";
import { procedure, router } from "./trpc.ts";

export const toolCallRouter = router({
  list: procedure("conversation:read")
    .input(listToolCallsInput)
    .query(({ ctx, input }) => listToolCalls({ ctx, input })),
  approve: procedure("tool-call:decide")
    .input(toolCallApproval)
    .mutation(({ ctx, input }) => approveToolCall({ ctx, input })),
  reject: procedure("tool-call:decide")
    .input(toolCallRejection)
    .mutation(({ ctx, input }) => rejectToolCall({ ctx, input })),
});
