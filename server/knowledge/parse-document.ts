import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { fetchLink } from "./fetch-link.ts";
import { followSitemap } from "./follow-sitemap.ts";
import { type Listed, writeListing } from "./listing/write-listing.ts";
import { documentKind, stemOf } from "./parsing/document-kind.ts";
import { runParser } from "./parsing/run-parser.ts";
import { readFile } from "./read-file.ts";
import type { Layout } from "./schema.ts";
import { changeDocument, saveStatus } from "./store.ts";
import { unpackArchive } from "./unpack-archive.ts";
import { findOriginal, saveExtractedText } from "./versions/store.ts";
import { isSitemap } from "./web/read-sitemap.ts";

/**
 * Extracts the text of a version in a process of its own and stores it, fetching its page first where it is one. Of an archive
 * or a sitemap each file or page becomes a document, and its own text names them. A version that has its text already is left
 * alone. A title nobody gave (the file's name, the page's address) becomes the one the file carries.
 * @throws DomainError("unusable_content"): trying again cannot help; source_unavailable, storage_unavailable: it can
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
  if (found.text !== null || found.cancelledAt) return;
  await prisma.$transaction(async (tx) => {
    if (await saveStatus(tx, scope, { status: "parsing", error: null, now: ctx.now() }))
      await recordChange(tx, ctx.workspaceId, "document", input.documentId);
  });
  const { title, sourceUrl, metadata } = found.document;
  const file = await fileOf(ctx, input, found);
  const { filename, mediaType, original } = file;
  const kept: Layout = found.layout.depth ? { depth: found.layout.depth } : {};
  const saveListing = async (listed: Listed[]) => {
    const refused = listed.filter((one) => one.refused !== undefined).length;
    const layout = { ...kept, listing: { all: listed.length, refused } };
    await saveExtractedText(prisma, scope, { text: writeListing(listed), headings: [], layout });
  };

  if (sourceUrl !== null) {
    const text = new TextDecoder().decode(original);
    const depth = found.layout.depth ?? 0;
    const about = { versionId: input.versionId, metadata: metadata as Record<string, string> };
    if (isSitemap(text))
      return saveListing(
        await followSitemap({ ctx, input: { ...about, text, depth, url: new URL(sourceUrl) } }),
      );
  }
  const kind = documentKind(filename, mediaType, original);
  if (!kind)
    throw new DomainError(
      "unusable_content",
      "This format is not read yet; upload PDF, Word (.docx), Excel (.xlsx), CSV, Markdown, plain text or HTML.",
    );
  if (kind === "zip") {
    const about = { versionId: input.versionId, metadata: metadata as Record<string, string> };
    const listed = await unpackArchive({ ctx, input: { ...about, original } });
    if (!listed.some(({ refused }) => refused === undefined))
      throw new DomainError("unusable_content", "There is no file in this archive that can be read.");
    return saveListing(listed);
  }
  const extracted = await runParser(kind, original);
  if (extracted.text.trim() === "")
    throw new DomainError("unusable_content", "There is no text to read in this file.");

  const { text, headings, pages, blocksStandAlone, hidden } = extracted;
  const layout = {
    ...kept,
    ...(pages && { pages }),
    ...(blocksStandAlone && { blocksStandAlone }),
    ...(hidden && { hiddenPieces: hidden.length }),
  };
  const nobodys = [stemOf(found.document.filename).slice(0, 300), sourceUrl?.slice(0, 300)];
  await prisma.$transaction(async (tx) => {
    await saveExtractedText(tx, scope, { text, headings, layout });
    if (extracted.title && nobodys.includes(title))
      await changeDocument(tx, scope, { title: extracted.title.slice(0, 300) });
  });
}

/** The version's file, fetched where it is a page that was not fetched yet. */
async function fileOf(
  ctx: Context,
  version: { documentId: string; versionId: string },
  found: NonNullable<Awaited<ReturnType<typeof findOriginal>>>,
): Promise<{ original: Uint8Array; filename: string; mediaType: string }> {
  const { filename, mediaType, sourceUrl } = found.document;
  const original = await readFile({ ctx, input: found });
  if (original) return { original, filename, mediaType };
  if (sourceUrl === null) throw notFound("document");
  return fetchLink({ ctx, input: { ...version, sourceUrl } });
}
