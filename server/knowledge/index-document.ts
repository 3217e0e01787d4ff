import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { indexPassages } from "./index-passages.ts";
import { copyVectors, countPassages, disabledContent, insertPassages } from "./passages/store.ts";
import { saveStatus } from "./store.ts";
import { findVersionText, isCancelled } from "./versions/store.ts";

const passagesPerTransaction = 32;
const mostPassages = 20_000;

/**
 * Cuts a version's text into passages and stores them with their postings, in short transactions. Nothing of it is found
 * before the version is in force. Started again, it goes on where it was stopped: the cut is the same every time. What stood
 * in the version before, word for word, keeps its vector, and stays switched off where it was.
 * @returns how many passages the version has
 * @throws DomainError("unusable_content") beyond 20,000 passages
 */
export async function indexDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string };
}): Promise<{ passages: number }> {
  const { database, embedder } = ctx.platform;
  const { prisma } = database;
  const scope = { workspaceId: ctx.workspaceId, ...input };
  const version = await findVersionText(prisma, ctx.workspaceId, input.versionId);
  if (!version) throw notFound("document version");

  await prisma.$transaction(async (tx) => {
    if (await saveStatus(tx, scope, { status: "embedding", error: null, now: ctx.now() }))
      await recordChange(tx, ctx.workspaceId, "document", input.documentId);
  });
  if (version.cancelledAt) return { passages: 0 };
  const passages = indexPassages(version.text, version.headings, version.document.title, version.layout);
  if (passages.length > mostPassages)
    throw new DomainError("unusable_content", "This file holds too much text; split it into smaller files.");
  const disabled = await disabledContent(prisma, ctx.workspaceId, version.document.versionId);
  const stored = await countPassages(prisma, ctx.workspaceId, input.versionId);
  for (let from = stored; from < passages.length; from += passagesPerTransaction) {
    const batch = passages.slice(from, from + passagesPerTransaction).map((draft) => ({
      id: newId(),
      ...draft,
      disabled: disabled.has(Buffer.from(draft.contentHash).toString("hex")),
    }));
    if (await isCancelled(prisma, ctx.workspaceId, input.versionId)) return { passages: from };
    await prisma.$transaction(async (tx) => {
      await insertPassages(tx, scope, batch);
      const ordinals = { from, to: from + batch.length };
      await copyVectors(tx, { ...scope, model: embedder.model, ordinals });
    });
  }
  return { passages: passages.length };
}
