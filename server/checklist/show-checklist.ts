import type { Context } from "../context.ts";
import { requirePerson } from "../user/require-person.ts";
import { type Checklist, demoSteps, ownSteps } from "./schema.ts";
import { ownSetUp, stepsOf } from "./store.ts";

/** How far the person at the screen has come. Throws DomainError("forbidden") for an API key. */
export async function showChecklist({ ctx }: { ctx: Context }): Promise<Checklist> {
  const { prisma } = ctx.platform.database;
  const userId = requirePerson(ctx);
  const ticked = await stepsOf(prisma, userId);
  const own = await ownSetUp(prisma, userId);
  return {
    done: [...demoSteps.filter((step) => ticked.has(step)), ...ownSteps.filter((step) => own[step])],
    hidden: ticked.has("hidden"),
  };
}
