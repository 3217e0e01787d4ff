import { type Wording, wordingTemplate } from "../channel/wording/schema.ts";
import { type Measured, measureText } from "../channel/wording/word-text.ts";
import type { Context } from "../context.ts";
import type { Language } from "./schema.ts";
import { newestSuggestions } from "./store.ts";
import { wordReply } from "./word-reply.ts";

const shown = 10;

export type WordingPreview = {
  /** The newest replies in the language to try it on. */
  replies: { id: string; contactName: string | null; eventType: string }[];
  /** The one it was tried on; null where there is none. */
  on: string | null;
  text: string | null;
  measured: Measured | null;
  /** Why the template would be refused, in English. */
  problem: string | null;
};

/** How a template that is not saved would word a reply to a real event, and how long that is. Nothing is stored or sent. */
export async function previewWording({
  ctx,
  input: { template, language, suggestionId },
}: {
  ctx: Context;
  input: { template: string; language: Language; suggestionId?: string | undefined };
}): Promise<WordingPreview> {
  const found = await newestSuggestions(ctx.platform.database.prisma, ctx.workspaceId, {
    language,
    take: shown,
  });
  const on = found.find(({ id }) => id === suggestionId) ?? found[0];
  const replies = found.map(({ id, contactName, eventType }) => ({ id, contactName, eventType }));
  const read = wordingTemplate.safeParse(template);
  const problem = read.success ? null : (read.error.issues[0]?.message ?? "cannot be used");
  if (!on || !read.success) return { replies, on: on?.id ?? null, text: null, measured: null, problem };
  const wording: Wording = { [language]: read.data };
  const { text: reply, eventId, conversationId } = on;
  const text = await wordReply({
    ctx,
    input: { eventId, conversationId, language, reply, channelId: null, wording },
  });
  return { replies, on: on.id, text, measured: measureText(text), problem };
}
