import type { Context } from "../context.ts";
import { requirePerson } from "./require-person.ts";
import { saveName } from "./team/store.ts";

/** Changes the name the person works under. What they did before keeps the name it was done under. */
export async function updateProfile(request: { ctx: Context; input: { name: string } }): Promise<void> {
  const { ctx, input } = request;
  await saveName(ctx.platform.database.prisma, requirePerson(ctx), input.name);
}
