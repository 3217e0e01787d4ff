import type { Context } from "../../context.ts";
import type { TeamMember } from "../schema.ts";
import { readTeam } from "./store.ts";

/** Everybody in the workspace, admins first. */
export function listTeam(request: { ctx: Context }): Promise<TeamMember[]> {
  const { ctx } = request;
  return readTeam(ctx.platform.database.prisma, ctx.workspaceId);
}
