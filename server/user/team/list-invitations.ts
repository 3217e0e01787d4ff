import type { Context } from "../../context.ts";
import type { OpenInvitation } from "../schema.ts";
import { readOpenInvitations } from "./store.ts";

/** The invitations nobody has taken yet, newest first. */
export function listInvitations(request: { ctx: Context }): Promise<OpenInvitation[]> {
  const { ctx } = request;
  return readOpenInvitations(ctx.platform.database.prisma, ctx.workspaceId);
}
