import { type Context, makeContext } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { removeFiles } from "../knowledge/remove-files.ts";
import { closeDemo, deleteDemo } from "./removal/store.ts";
import { demoStaff } from "./rules.ts";
import { findDemo, roleInDemo } from "./store.ts";

/**
 * Removes the demo workspace with everything in it, for an admin of it (from whichever workspace they are in) or for the
 * system, which goes on with a removal that was interrupted.
 * Throws DomainError("not_found") without a demo, "forbidden" for others, "storage_unavailable".
 */
export async function removeDemo({ ctx }: { ctx: Pick<Context, "platform" | "actor"> }): Promise<void> {
  const { prisma } = ctx.platform.database;
  const demo = await findDemo(prisma);
  if (!demo) throw notFound("demo");
  if (ctx.actor.kind !== "system") {
    const role = ctx.actor.kind === "user" ? await roleInDemo(prisma, demo.id, ctx.actor.id) : null;
    if (role === null) throw notFound("demo");
    if (role !== "admin") throw new DomainError("forbidden", "Your role does not allow this.");
  }
  await prisma.$transaction((tx) => closeDemo(tx, demo.id));
  await removeFiles({ ctx: makeContext(ctx.platform, demo.id, ctx.actor) });
  const staff = Object.values(demoStaff).map(({ email }) => email);
  await deleteDemo(prisma, demo.id, staff);
}
