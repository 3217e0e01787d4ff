import type { z } from "zod";
import type { Context } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { addLinkSchema } from "./schema.ts";
import { storeDocument } from "./store-document.ts";

/**
 * Takes a page of the web into the knowledge base, or every page that a sitemap names; fetched, where the site's robots.txt
 * lets it, by the durable function that reads it.
 * @throws DomainError("host_not_allowed")
 */
export async function addLink({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof addLinkSchema>;
}): Promise<{ id: string; versionId: string }> {
  const { url: address, metadata } = addLinkSchema.parse(input);
  const url = await ctx.platform.outbound.checkUrl(address);
  url.hash = "";
  const ids = { documentId: newId(), versionId: newId() };
  const row = { title: url.href.slice(0, 300), filename: url.host, mediaType: "text/html", metadata };
  await storeDocument({ ctx, input: { ...ids, ...row, sourceUrl: url.href } });
  return { id: ids.documentId, versionId: ids.versionId };
}
