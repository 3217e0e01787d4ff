import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { embedDocument } from "./embed-document.ts";
import { searchableText } from "./index-passages.ts";
import { insertPostings } from "./passages/store.ts";
import { recountPassages } from "./store.ts";
import { setDisabled } from "./switching/store.ts";
import { countTerms, tokenize } from "./tokenize.ts";

export const passageSwitch = z.strictObject({
  versionId: z.uuid(),
  ordinal: z.int().min(0).max(100_000),
  disabled: z.boolean(),
});

/**
 * Takes one passage of the version in force out of the search, or puts it back. It stays so when a newer version has it word
 * for word.
 * @throws DomainError("not_found") when this version is not in force, or has no such passage
 */
export async function switchPassage({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof passageSwitch>;
}): Promise<void> {
  const { disabled, ...place } = passageSwitch.parse(input);
  const { workspaceId } = ctx;
  const scope = { workspaceId, ...place };
  const documentId = await ctx.platform.database.prisma.$transaction(async (tx) => {
    const passage = await setDisabled(tx, scope, disabled);
    if (!passage) throw notFound("passage");
    if (!disabled) {
      const terms = tokenize(searchableText(passage, passage.title));
      const indexed = { ordinal: place.ordinal, terms: countTerms(terms), length: terms.length };
      await insertPostings(tx, scope, [indexed]);
    }
    await recountPassages(tx, { ...scope, documentId: passage.documentId });
    await recordChange(tx, workspaceId, "document", passage.documentId);
    await recordAudit(tx, {
      ctx,
      action: "document.update",
      subjectKind: "document",
      subjectId: passage.documentId,
      after: { disabled, text: passage.text.slice(0, 500) },
    });
    return passage.documentId;
  });
  if (disabled) return;
  try {
    await embedDocument({ ctx, input: { documentId, versionId: place.versionId } });
  } catch (error) {
    // Found by its words until the document is read again.
    if (!(error instanceof DomainError)) throw error;
    ctx.platform.logger.warn({ err: error }, "passage.not_embedded");
  }
}
