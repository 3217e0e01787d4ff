import { z } from "zod";
import { recordAudit } from "../../audit/record-audit.ts";
import type { Context } from "../../context.ts";
import { DomainError, notFound } from "../../errors.ts";
import { approvalRule, effect, type ToolView } from "../schema.ts";
import { changeTool, findTool } from "../store.ts";
import { viewTools } from "../view-tools.ts";

export const toolPermission = z.strictObject({
  id: z.uuid(),
  /** Of the description that was read; null withdraws what was allowed. */
  definitionHash: z.string().nullable(),
  effect: effect.default("write"),
  approval: approvalRule.default("always"),
});

/**
 * Allows a server's tool as it was read, and as far as is said here, or withdraws that.
 * @throws DomainError `conflict` when the server describes it differently by now, `not_found`
 */
export async function allowTool({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof toolPermission>;
}): Promise<ToolView> {
  const { id, definitionHash, ...rules } = toolPermission.parse(input);
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const tool = await findTool(tx, ctx.workspaceId, id);
    if (tool?.kind !== "mcp") throw notFound("tool of a server");
    if (tool.state === "gone")
      throw new DomainError("conflict", "The server does not offer this tool any more.");
    if (definitionHash !== null && definitionHash !== tool.definitionHash)
      throw new DomainError("conflict", "The server describes this tool differently by now. Read it again.");
    const changes =
      definitionHash === null ? { state: "waits" as const } : { ...rules, state: "ready" as const };
    // What was proposed under other rules is not what is allowed now.
    const newVersion = tool.effect !== rules.effect || tool.approval !== rules.approval;
    const changed = await changeTool(tx, ctx.workspaceId, id, changes, ctx.now(), {
      newVersion: definitionHash !== null && newVersion,
    });
    await recordAudit(tx, {
      ctx,
      action: definitionHash === null ? "tool.withdraw" : "tool.allow",
      subjectKind: "tool",
      subjectId: id,
      before: { state: tool.state, effect: tool.effect, approval: tool.approval },
      after: { ...changes, description: tool.description, definitionHash: tool.definitionHash },
    });
    return (await viewTools(tx, ctx, [changed]))[0]!;
  });
}
