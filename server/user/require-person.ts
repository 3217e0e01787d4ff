import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";

/** The id of the person who acts. Throws `forbidden` for a key, a playbook or the system. */
export function requirePerson(ctx: Pick<Context, "actor">): string {
  if (ctx.actor.kind === "user") return ctx.actor.id;
  throw new DomainError("forbidden", "Only a person may do this.");
}
