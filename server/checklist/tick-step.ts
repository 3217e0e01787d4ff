import type { z } from "zod";
import type { Context } from "../context.ts";
import { requirePerson } from "../user/require-person.ts";
import { tickInput } from "./schema.ts";
import { insertStep } from "./store.ts";

/** Remembers that the person did a step of the checklist, or put it away ("hidden"). */
export async function tickStep({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof tickInput>;
}): Promise<void> {
  const { step } = tickInput.parse(input);
  const userId = requirePerson(ctx);
  const { workspaceId } = ctx;
  await insertStep(ctx.platform.database.prisma, { workspaceId, userId, step, at: ctx.now() });
}
