import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { DocumentSummary } from "./schema.ts";
import { findDocument } from "./store.ts";
import { findVersionText } from "./versions/store.ts";

/**
 * A document, and on demand the extracted text of its version in force (null before there is one).
 * @throws DomainError("not_found")
 */
export async function getDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string; text?: boolean };
}): Promise<DocumentSummary & { text?: string | null }> {
  const { prisma } = ctx.platform.database;
  const document = await findDocument(prisma, ctx.workspaceId, input.id);
  if (!document) throw notFound("document");
  if (!input.text) return document;
  const version = document.versionId
    ? await findVersionText(prisma, ctx.workspaceId, document.versionId)
    : null;
  return { ...document, text: version?.text ?? null };
}
