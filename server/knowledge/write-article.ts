import { z } from "zod";
import type { Context } from "../context.ts";
import { addDocument } from "./add-document.ts";
import { metadataSchema } from "./schema.ts";
import { settleQuestions } from "./settle-questions.ts";

export const article = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((title) => !/[\r\n]/.test(title), "One line, please."),
  /** Markdown. */
  text: z.string().trim().min(1).max(200_000),
  metadata: metadataSchema.default({}),
  /** The questions it answers, which are settled with it. */
  questions: z.array(z.uuid()).max(500).default([]),
});

/** Takes an article written on the screen into the knowledge base, as a Markdown document with its title on top. */
export async function writeArticle({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof article>;
}): Promise<{ id: string }> {
  const { title, text, metadata, questions } = article.parse(input);
  const filename = `${title.replace(/[\\/:*?"<>|]+/g, " ").trim() || "article"}.md`;
  const bytes = new TextEncoder().encode(`# ${title}\n\n${text}\n`);
  const { id } = await addDocument({
    ctx,
    input: { filename, mediaType: "text/markdown", title, metadata, bytes },
  });
  if (questions.length > 0) await settleQuestions({ ctx, input: { ids: questions } });
  return { id };
}
