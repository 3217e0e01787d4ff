import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { putInForce, saveStatus } from "./store.ts";
import { deleteSupersededIndex } from "./switching/store.ts";
import { findVersionText } from "./versions/store.ts";

const rowsPerDelete = 2000;

/**
 * Puts an indexed version in force, in one transaction: searches see the old one up to the commit and the new one after it.
 * What only searches needed of older versions is deleted afterwards, in small pieces; their text and chunks stay for the
 * citations that name them.
 * @param input.warning what is missing although the document can be found, in words
 */
export async function activateDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string; warning?: string };
}): Promise<void> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const { documentId, versionId } = input;
  const listing = (await findVersionText(prisma, workspaceId, versionId))?.layout.listing;
  const notTaken = listing?.refused
    ? `${listing.refused} of ${listing.all} were not taken; the text names them with the reason.`
    : undefined;
  const warning = input.warning ?? notTaken;
  const scope = { workspaceId, documentId, versionId };
  await prisma.$transaction(async (tx) => {
    if (!(await putInForce(tx, scope, ctx.now()))) return;
    await saveStatus(tx, scope, { status: "ready", error: warning ?? null, now: ctx.now() });
    await recordChange(tx, workspaceId, "document", documentId);
  });
  while ((await deleteSupersededIndex(prisma, { workspaceId, documentId, take: rowsPerDelete })) > 0);
}
