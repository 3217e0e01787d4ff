import { answersFrom } from "../channel/kinds/kinds.ts";
import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { readKeptPayload } from "../incoming-event/read-kept-payload.ts";
import { type Recognition, recogniseAnswer } from "./answers/rules.ts";
import { repliesSentTo } from "./answers/store.ts";

/** Finds which of our replies an event answers, if any: by what its sender's kind of channel says of a message's writer. */
export async function findAnswered({
  ctx,
  input: { eventId },
}: {
  ctx: Context;
  input: { eventId: string };
}): Promise<Recognition> {
  const event = await findEvent(ctx, eventId);
  const { source } = event.endpoint;
  const answers = answersFrom(source);
  const payload = answers && (await readKeptPayload({ ctx, input: { id: eventId } }));
  const clues = payload ? answers?.readClues(payload.body) : null;
  if (!clues) return { kind: "new" };
  const sent = await repliesSentTo(ctx.platform.database.prisma, ctx.workspaceId, {
    source,
    addresses: clues.addresses,
    references: [...clues.references, ...(clues.self === null ? [] : [clues.self])],
  });
  const found = recogniseAnswer(clues, sent, event.receivedAt, event.conversationId);
  // Somebody who follows, clicks or enters has not written anything.
  return found.kind === "answer" && !event.mapped.text?.trim() ? { kind: "new" } : found;
}
