import { z } from "zod";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { newId } from "../platform/ids.ts";
import { bodyOf, demoSecret, sampleOf } from "./rules.ts";
import { countEvents, findDemo } from "./store.ts";
import { postEvent } from "./telling/post-event.ts";

export const sampleInput = z.strictObject({ language: z.enum(["en", "zh"]) });

/**
 * Lets the invented shop's system send one more event to the demo workspace, signed and received like every other.
 * Throws DomainError("not_found") outside the demo.
 */
export async function sendSample({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof sampleInput>;
}): Promise<{ eventId: string }> {
  const { language } = sampleInput.parse(input);
  const { database, settings } = ctx.platform;
  if ((await findDemo(database.prisma))?.id !== ctx.workspaceId) throw notFound("demo");
  const count = await countEvents(database.prisma, ctx.workspaceId);
  const at = ctx.now();
  const id = `sample-${newId()}`;
  const { source, ...told } = sampleOf({ language, count, id, at });
  const secret = demoSecret(settings.masterKey!, source);
  const accepted = await postEvent({ ctx, input: { source, id, body: bodyOf(source, told), at, secret } });
  if (!("events" in accepted)) throw new DomainError("conflict", "The sample was not taken.");
  return { eventId: accepted.events[0]!.id };
}
