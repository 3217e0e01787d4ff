import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { chunkText } from "./chunk-text.ts";
import { cutSchema, type PassagePlace } from "./schema.ts";
import { findVersionText } from "./versions/store.ts";

export const passagePreview = z.strictObject({ versionId: z.uuid(), cut: cutSchema });

/**
 * How a version's text would be cut; nothing is stored.
 * @throws DomainError("not_found") when the version was never parsed
 */
export async function previewPassages({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof passagePreview>;
}): Promise<PassagePlace[]> {
  const { versionId, cut } = passagePreview.parse(input);
  const version = await findVersionText(ctx.platform.database.prisma, ctx.workspaceId, versionId);
  if (!version) throw notFound("document version");
  const spans = chunkText(version.text, version.headings, cut.blocksStandAlone, cut.size);
  return spans.map((span, ordinal) => ({ ...span, ordinal, disabled: false }));
}
