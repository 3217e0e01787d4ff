import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { Layout } from "./schema.ts";
import { findVersionText } from "./versions/store.ts";

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
  /** Of the file it was read from. */
  mediaType: string;
  /** Somebody changed the text that was read from the file. */
  edited: boolean;
  deleted: boolean;
}> {
  const found = await findVersionText(ctx.platform.database.prisma, ctx.workspaceId, input.versionId);
  if (!found) throw notFound("document version");
  const { documentId, number, text, layout, basedOn, document } = found;
  return {
    documentId,
    title: document.title,
    version: number,
    text,
    layout,
    mediaType: document.mediaType,
    edited: basedOn !== null,
    deleted: document.deletedAt !== null,
  };
}
