import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { putSecret } from "../secret/put-secret.ts";
import { checkTool } from "./check-tool.ts";
import { toolSecret } from "./rules.ts";
import { type NewTool, newTool, type ToolView } from "./schema.ts";
import { insertTool, toolNamed } from "./store.ts";
import { viewTools } from "./view-tools.ts";

/**
 * Makes a tool. Its secrets are sealed and never read back.
 * @throws DomainError `invalid_input`, `host_not_allowed`; `conflict` when the name is taken
 */
export async function createTool({ ctx, input }: { ctx: Context; input: NewTool }): Promise<ToolView> {
  const { secrets, approval, ...rest } = newTool.parse(input);
  const fields = { ...rest, approval: approval ?? (rest.effect === "write" ? "always" : "never") } as const;
  await checkTool(ctx, fields);
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    if (await toolNamed(tx, ctx.workspaceId, fields.name))
      throw new DomainError("conflict", `name: there is already a tool called ${fields.name}.`);
    const tool = await insertTool(tx, ctx.workspaceId, fields, ctx.now());
    for (const [name, value] of Object.entries(secrets))
      await putSecret(tx, { ctx, owner: toolSecret(tool.id, name), value });
    await recordAudit(tx, {
      ctx,
      action: "tool.create",
      subjectKind: "tool",
      subjectId: tool.id,
      after: { ...fields, secretNames: Object.keys(secrets).length },
    });
    return (await viewTools(tx, ctx, [tool]))[0]!;
  });
}
