import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { pageOfToolCalls } from "./calls/store.ts";
import { listToolCallsInput, type ToolCall } from "./schema.ts";

export async function listToolCalls({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof listToolCallsInput>;
}): Promise<Page<ToolCall>> {
  const { cursor, limit, tool, conversation, status } = listToolCallsInput.parse(input);
  const rows = await pageOfToolCalls(
    ctx.platform.database.prisma,
    ctx.workspaceId,
    {
      ...(tool && { toolId: tool }),
      ...(conversation && { conversationId: conversation }),
      ...(status && { status }),
    },
    { beforeId: readCursor(cursor), take: limit + 1 },
  );
  return toPage(rows, limit);
}
