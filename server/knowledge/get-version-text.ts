import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { Layout } from "./schema.ts";
import { findVersionText } from "./store.ts";

/**
 * The text a citation counts into, whatever became of the document since.
 * @throws DomainError("not_found") when the version was never parsed
 */
export async function getVersionText({
  ctx,
  input,
}: {
  ctx: Context;
  input: { versionId: string };
}): Promise<{
  documentId: string;
  title: string;
  version: number;
  text: string;
  layout: Layout;
  deleted: boolean;
}> {
  const found = await findVersionText(ctx.platform.database.prisma, ctx.workspaceId, input.versionId);
  if (!found) throw notFound("document version");
  const { documentId, number, text, layout, document } = found;
  return {
    documentId,
    title: document.title,
    version: number,
    text,
    layout,
    deleted: document.deletedAt !== null,
  };
}
