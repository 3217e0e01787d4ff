import type { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { newNote } from "./schema.ts";
import { findConversation, insertMessage } from "./store.ts";

/** Writes a note into a conversation: colleagues read it, no customer and no model ever does. */
export async function addNote({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof newNote>;
}): Promise<void> {
  const { id, text } = newNote.parse(input);
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if (!(await findConversation(tx, workspaceId, id))) throw notFound("conversation");
    await insertMessage(tx, {
      workspaceId,
      conversationId: id,
      direction: "note",
      text,
      author: ctx.actor,
      now: ctx.now(),
    });
    await recordChange(tx, workspaceId, "conversation", id);
  });
}
