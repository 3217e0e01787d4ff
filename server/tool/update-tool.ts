import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { deleteSecrets } from "../secret/delete-secrets.ts";
import { putSecret } from "../secret/put-secret.ts";
import { checkTool } from "./check-tool.ts";
import { originOf } from "./request/request-template.ts";
import { isOtherVersion, toolSecret } from "./rules.ts";
import { type Tool, type ToolChanges, type ToolView, toolChanges } from "./schema.ts";
import { changeTool, findTool, toolNamed } from "./store.ts";
import { viewTools } from "./view-tools.ts";

/** What a file or a server defines is theirs to change; how far it may act is ours. */
function refuseForeignChanges(tool: Tool, changes: object): void {
  const ours =
    tool.kind === "code"
      ? ["approval", "timeoutMs", "sample"]
      : ["effect", "approval", "timeoutMs", "sample"];
  const odd = Object.keys(changes).find((name) => !ours.includes(name));
  if (tool.kind !== "http" && odd)
    throw new DomainError(
      "invalid_input",
      `${odd}: this is set by the tool's ${tool.kind === "code" ? "file" : "server"}.`,
    );
}

/**
 * Changes a tool. Its secrets belong to the origin they were entered for: another host, port or scheme clears all of them,
 * and the tool calls nothing until they are entered again. Calls that wait for approval were proposed for the version
 * before, and can no longer be approved.
 * @throws DomainError `invalid_input`, `host_not_allowed`, `not_found`; `conflict` when the name is taken
 */
export async function updateTool({
  ctx,
  input: { id, ...input },
}: {
  ctx: Context;
  input: { id: string } & ToolChanges;
}): Promise<ToolView> {
  const { secrets = {}, ...changes } = toolChanges.parse(input);
  const { prisma } = ctx.platform.database;
  const before = await findTool(prisma, ctx.workspaceId, id);
  if (!before) throw notFound("tool");
  refuseForeignChanges(before, { ...changes, ...(Object.keys(secrets).length > 0 && { secrets }) });
  const next = { ...before, ...changes };
  if (before.kind === "http") await checkTool(ctx, next);
  const moved = before.kind === "http" && originOf(before.request.url) !== originOf(next.request.url);
  return prisma.$transaction(async (tx) => {
    const namesake = await toolNamed(tx, ctx.workspaceId, next.name);
    if (namesake && namesake.id !== id)
      throw new DomainError("conflict", `name: there is already a tool called ${next.name}.`);
    if (moved) await deleteSecrets(tx, { ctx, owner: { kind: "tool", id } });
    for (const [name, value] of Object.entries(secrets))
      await putSecret(tx, { ctx, owner: toolSecret(id, name), value });
    const newVersion = isOtherVersion(before, changes);
    const tool = await changeTool(tx, ctx.workspaceId, id, changes, ctx.now(), { newVersion });
    const { createdAt: _, updatedAt: __, ...was } = before;
    await recordAudit(tx, {
      ctx,
      action: "tool.update",
      subjectKind: "tool",
      subjectId: id,
      before: was,
      after: { ...changes, ...(moved && { credentials: "cleared" }) },
    });
    return (await viewTools(tx, ctx, [tool]))[0]!;
  });
}
