import type { Context } from "../context.ts";
import { requirePerson } from "./require-person.ts";
import type { OwnWorkspace } from "./schema.ts";
import { readOwnWorkspaces } from "./team/store.ts";

/** The workspaces the person at the screen belongs to, by name. */
export async function listOwnWorkspaces(request: { ctx: Context }): Promise<OwnWorkspace[]> {
  const { ctx } = request;
  const rows = await readOwnWorkspaces(ctx.platform.database.prisma, requirePerson(ctx));
  return rows.map((row) => ({ ...row, current: row.id === ctx.workspaceId }));
}
