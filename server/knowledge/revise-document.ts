import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { addToOutbox } from "../platform/outbox.ts";
import { cleanText } from "./parsing/extracted-text.ts";
import { editText } from "./revising/edit-text.ts";
import { cutSchema, type Layout } from "./schema.ts";
import { findDocument, saveStatus } from "./store.ts";
import { findVersionText, insertVersion } from "./versions/store.ts";

const longestPassage = 10_000;

export const revision = z.strictObject({
  versionId: z.uuid(),
  /** What stands from `start` to `end` (UTF-16 units) from now on. */
  edit: z
    .strictObject({
      start: z.int().min(0),
      end: z.int().min(1),
      text: z.string().max(longestPassage),
    })
    .optional(),
  cut: cutSchema.optional(),
});

/**
 * Makes a new version of the one in force: with other words in one place, or cut into passages differently. The version it is
 * made from keeps its text for the citations that point there; what did not change keeps its vectors.
 * @throws DomainError not_found, invalid_input (no words, or a place outside the text), conflict when another version is in force
 */
export async function reviseDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof revision>;
}): Promise<{ versionId: string; number: number }> {
  const { versionId: basedOn, edit, cut } = revision.parse(input);
  const { workspaceId } = ctx;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const base = await findVersionText(tx, workspaceId, basedOn);
    const document = base && (await findDocument(tx, workspaceId, base.documentId));
    if (!base || !document) throw notFound("document version");
    if (document.versionId !== basedOn || document.status !== "ready")
      throw new DomainError("conflict", "Another version of this document is newer; reload the page.");
    const { pages, ...rest } = base.layout;
    let changed = { text: base.text, headings: base.headings, ...(pages && { pages }) };
    if (edit) {
      const replacement = cleanText(edit.text).trim();
      if (replacement === "" || edit.start >= edit.end || edit.end > base.text.length)
        throw new DomainError("invalid_input", "A passage needs words; switch it off instead.");
      changed = editText(changed, { start: edit.start, end: edit.end, replacement });
    }
    const layout: Layout = { ...rest, ...(changed.pages && { pages: changed.pages }), ...cut };
    const scope = { workspaceId, documentId: base.documentId, versionId: newId() };
    const { number } = await insertVersion(tx, {
      ...scope,
      revision: { text: changed.text, headings: changed.headings, layout, basedOn },
      now: ctx.now(),
    });
    await saveStatus(tx, scope, { status: "queued", error: null, now: ctx.now() });
    await addToOutbox(tx, { name: "document/uploaded", data: scope });
    await recordChange(tx, workspaceId, "document", base.documentId);
    await recordAudit(tx, {
      ctx,
      action: "document.update",
      subjectKind: "document",
      subjectId: base.documentId,
      before: edit ? { text: base.text.slice(edit.start, edit.end) } : { version: base.number },
      after: edit ? { text: edit.text, version: number } : { ...cut, version: number },
    });
    return { versionId: scope.versionId, number };
  });
}
