import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { Playbook } from "./schema.ts";
import { findPlaybook } from "./store.ts";

export async function getPlaybook({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<Playbook> {
  const playbook = await findPlaybook(ctx.platform.database.prisma, ctx.workspaceId, input.id);
  if (!playbook) throw notFound("playbook");
  return playbook;
}
