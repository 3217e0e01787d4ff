import { channelFor } from "../channel/store.ts";
import type { Wording } from "../channel/wording/schema.ts";
import { wordText } from "../channel/wording/word-text.ts";
import type { Context } from "../context.ts";
import { findConversation } from "../conversation/store.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import type { TemplateFacts } from "../platform/template/render-template.ts";
import { readEventFields } from "../playbook/read-event-fields.ts";
import type { Language } from "./schema.ts";
import { templateFacts } from "./template-facts.ts";

type Of = { eventId: string; conversationId: string; language: Language };

/** What a channel's templates may read beside the reply: as playbooks' do, and who answers. */
async function factsOf(ctx: Context, { eventId, conversationId, language }: Of): Promise<TemplateFacts> {
  const event = await findEvent(ctx, eventId);
  const conversation = await findConversation(ctx.platform.database.prisma, ctx.workspaceId, conversationId);
  const agent = { name: ctx.actor.kind === "user" ? ctx.actor.name : null };
  if (!conversation) return { agent };
  const fields = await readEventFields({ ctx, input: event });
  const text = event.mapped.text ?? "";
  return { ...templateFacts({ event, fields, text, language, conversation, calls: [] }), agent };
}

/**
 * A reply as its channel words it in its language: what the customer gets. The channel's own wording, or one that is only
 * tried out.
 */
export async function wordReply({
  ctx,
  input,
}: {
  ctx: Context;
  input: Of & { reply: string; channelId: string | null; wording?: Wording };
}): Promise<string> {
  const { prisma } = ctx.platform.database;
  const { reply, channelId, language } = input;
  const channel = channelId ? await channelFor(prisma, ctx.workspaceId, channelId) : null;
  const wording = input.wording ?? channel?.wording ?? {};
  if (wording[language] === undefined) return reply;
  return wordText(wording, language, { ...(await factsOf(ctx, input)), reply });
}
