import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { childId } from "./listing/child-id.ts";
import type { Listed } from "./listing/write-listing.ts";
import type { Metadata } from "./schema.ts";
import { storeDocument } from "./store-document.ts";
import { readSitemap } from "./web/read-sitemap.ts";

/** A list of sitemaps leads to sitemaps, and they to pages. */
const mostDepth = 2;

/**
 * Takes each page that a sitemap names as a document of its own, with the sitemap's metadata. Repeated, it finds the documents
 * it made.
 * @throws DomainError("unusable_content") for a sitemap too deep within others
 */
export async function followSitemap({
  ctx,
  input,
}: {
  ctx: Context;
  input: { versionId: string; text: string; url: URL; depth: number; metadata: Metadata };
}): Promise<Listed[]> {
  const { versionId, text, url, depth, metadata } = input;
  if (depth >= mostDepth)
    throw new DomainError("unusable_content", "This sitemap stands too deep within others.");
  const { urls, left } = readSitemap(text, url);
  for (const [index, address] of urls.entries()) {
    const id = (what: string) => childId(versionId, index, `${what} ${address}`);
    await storeDocument({
      ctx,
      input: {
        ...{ documentId: id("document"), versionId: id("version") },
        ...{ title: address.slice(0, 300), filename: url.host, mediaType: "text/html" },
        ...{ metadata, sourceUrl: address, depth: depth + 1 },
      },
    });
  }
  const rest = left > 0 ? [{ name: `+ ${left}`, refused: "Only the first 200 pages are taken." }] : [];
  return [...urls.map((name) => ({ name })), ...rest];
}
