import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { documentKind, stemOf } from "./parsing/document-kind.ts";
import { runParser } from "./parsing/run-parser.ts";
import { findOriginal, retitleDocument, saveExtractedText, saveStatus } from "./store.ts";

/**
 * Extracts the text of a version in a process of its own and stores it. A version that has its text already is left alone.
 * A title nobody gave (the file's name) becomes the one the file carries.
 * @throws DomainError("unusable_content"): trying again cannot help
 */
export async function parseDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string };
}): Promise<void> {
  const { prisma } = ctx.platform.database;
  const scope = { workspaceId: ctx.workspaceId, ...input };
  const found = await findOriginal(prisma, scope);
  if (!found) throw notFound("document");
  if (found.text !== null) return;
  const { filename, mediaType, title } = found.document;

  await prisma.$transaction(async (tx) => {
    if (await saveStatus(tx, scope, { status: "parsing", error: null, now: ctx.now() }))
      await recordChange(tx, ctx.workspaceId, "document", input.documentId);
  });
  const kind = documentKind(filename, mediaType, found.original);
  if (!kind)
    throw new DomainError(
      "unusable_content",
      "This format is not read yet; upload PDF, Word (.docx), Excel (.xlsx), CSV, Markdown, plain text or HTML.",
    );
  const extracted = await runParser(kind, found.original);
  if (extracted.text.trim() === "")
    throw new DomainError("unusable_content", "There is no text to read in this file.");

  const { text, headings, pages, blocksStandAlone, hidden } = extracted;
  const layout = {
    ...(pages && { pages }),
    ...(blocksStandAlone && { blocksStandAlone }),
    ...(hidden && { hiddenPieces: hidden.length }),
  };
  await prisma.$transaction(async (tx) => {
    await saveExtractedText(tx, scope, { text, headings, layout });
    if (extracted.title && title === stemOf(filename).slice(0, 300))
      await retitleDocument(tx, scope, extracted.title.slice(0, 300));
  });
}
