import type { Context } from "../context.ts";
import { keepFile } from "./keep-file.ts";
import { describeFile } from "./store.ts";
import { saveOriginal } from "./versions/store.ts";
import { fetchPage } from "./web/fetch-page.ts";
import { pageFile } from "./web/page-file.ts";

/**
 * Fetches the page a version is read from, and stores it as the version's file.
 * @throws DomainError unusable_content, source_unavailable, storage_unavailable
 */
export async function fetchLink({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string; sourceUrl: string };
}): Promise<{ original: Uint8Array<ArrayBuffer>; filename: string; mediaType: string }> {
  const { sourceUrl, ...version } = input;
  const scope = { workspaceId: ctx.workspaceId, ...version };
  const page = await fetchPage(ctx.platform.outbound, sourceUrl, ctx.now().getTime());
  const { filename, mediaType, bytes } = pageFile(page);
  const original = new Uint8Array(bytes);
  const file = await keepFile({ ctx, input: { ...version, bytes: original, mediaType } });
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    await saveOriginal(tx, scope, file);
    await describeFile(tx, scope, { filename, mediaType });
  });
  return { original, filename, mediaType };
}
