import { createHash } from "node:crypto";
import type { Context } from "../context.ts";
import type { KeptFile } from "./schema.ts";

/**
 * Puts a version's file where files are kept: in Supabase's Storage where that is set, before the row that names it, so that
 * no row is without its file; else nowhere yet, since it goes into the row itself. Repeated, it replaces what it put there.
 * @returns what the row needs
 * @throws DomainError("storage_unavailable")
 */
export async function keepFile({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string; bytes: Uint8Array; mediaType: string };
}): Promise<KeptFile> {
  const { documentId, versionId, mediaType } = input;
  const bytes = new Uint8Array(input.bytes);
  const sha256 = new Uint8Array(createHash("sha256").update(bytes).digest());
  const { supabase } = ctx.platform;
  if (!supabase) return { original: bytes, filePath: null, sha256 };
  const filePath = `${ctx.workspaceId}/${documentId}/${versionId}`;
  await supabase.saveFile(filePath, { bytes, mediaType: mediaType || "application/octet-stream" });
  return { original: null, filePath, sha256 };
}
