import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { findDocument, markDeleted } from "./store.ts";
import { deleteSupersededIndex } from "./switching/store.ts";

const rowsPerDelete = 2000;

/**
 * Takes a document out of the knowledge base: from the commit on it is neither listed nor found. Its versions stay for the
 * citations that name them.
 * @throws DomainError("not_found")
 */
export async function deleteDocument({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  const { prisma } = ctx.platform.database;
  const scope = { workspaceId: ctx.workspaceId, documentId: input.id };
  await prisma.$transaction(async (tx) => {
    const before = await findDocument(tx, ctx.workspaceId, input.id);
    if (!before || !(await markDeleted(tx, scope, ctx.now()))) throw notFound("document");
    await recordChange(tx, ctx.workspaceId, "document", input.id);
    await recordAudit(tx, {
      ctx,
      action: "document.delete",
      subjectKind: "document",
      subjectId: input.id,
      before: { title: before.title, filename: before.filename, metadata: before.metadata },
    });
  });
  while ((await deleteSupersededIndex(prisma, { ...scope, take: rowsPerDelete })) > 0);
}
