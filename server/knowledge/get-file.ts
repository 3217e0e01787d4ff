import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { readFile } from "./read-file.ts";
import { findDocument } from "./store.ts";
import { findFile, newestVersion } from "./versions/store.ts";

/**
 * The file a document was read from: that of the version named, else of the one in force, else of the newest.
 * @throws DomainError not_found, also for a version of another document and a page that was not fetched yet;
 *   storage_unavailable
 */
export async function getFile({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string; versionId?: string };
}): Promise<{ bytes: Uint8Array<ArrayBuffer>; filename: string }> {
  const { prisma } = ctx.platform.database;
  const document = await findDocument(prisma, ctx.workspaceId, input.id);
  if (!document) throw notFound("document");
  const versionId =
    input.versionId ?? document.versionId ?? (await newestVersion(prisma, ctx.workspaceId, input.id));
  const file = await findFile(prisma, ctx.workspaceId, versionId);
  if (!file || file.documentId !== input.id) throw notFound("file");
  const bytes = await readFile({ ctx, input: file });
  if (!bytes) throw notFound("file");
  return { bytes, filename: document.filename };
}
