import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { Locale } from "./schema.ts";
import { saveLocale } from "./store.ts";

/** Remembers the language the person at the screen works in. Throws `forbidden` for an actor who is no person. */
export async function switchLocale(request: { ctx: Context; input: { locale: Locale } }): Promise<void> {
  const { ctx, input } = request;
  if (ctx.actor.kind !== "user") throw new DomainError("forbidden", "Only a person has a language.");
  await saveLocale(ctx.platform.database.prisma, ctx.actor.id, input.locale);
}
