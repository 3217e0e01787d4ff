import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePerson } from "./require-person.ts";
import { chooseWorkspace } from "./team/store.ts";

/** From now on the person works in another of their workspaces, in every browser. Throws `not_found`. */
export async function switchWorkspace(request: { ctx: Context; input: { id: string } }): Promise<void> {
  const { ctx, input } = request;
  const choice = { userId: requirePerson(ctx), workspaceId: input.id, at: ctx.now() };
  if (!(await chooseWorkspace(ctx.platform.database.prisma, choice))) throw notFound("workspace");
}
