import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { embeddedText } from "./index-passages.ts";
import { countEmbedded, insertVectors, passagesWithoutVector } from "./passages/store.ts";
import { saveProgress } from "./store.ts";
import { isCancelled } from "./versions/store.ts";

const passagesPerBatch = 32;
/** As many batches as take the built-in encoder five to ten seconds. */
const batchesPerCall = 4;

/**
 * Embeds the next passages of a version that the configured model understands and has not embedded, up to 128 of them,
 * keeping each batch as it comes and saying how far it is.
 * @returns whether some may be left
 * @throws DomainError("model_unavailable")
 */
export async function embedDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { documentId: string; versionId: string };
}): Promise<{ left: boolean }> {
  const { database, embedder } = ctx.platform;
  const { prisma } = database;
  const scope = { workspaceId: ctx.workspaceId, versionId: input.versionId, model: embedder.model };
  const { languages } = embedder;
  const progress = await countEmbedded(prisma, { ...scope, languages });
  const tell = () =>
    prisma.$transaction(async (tx) => {
      await saveProgress(tx, { ...scope, documentId: input.documentId }, progress);
      await recordChange(tx, ctx.workspaceId, "document", input.documentId);
    });
  for (let batch = 0; batch < batchesPerCall; batch++) {
    if (await isCancelled(prisma, ctx.workspaceId, input.versionId)) return { left: false };
    const passages = await passagesWithoutVector(prisma, { ...scope, languages, take: passagesPerBatch });
    if (passages.length === 0) return { left: false };
    if (batch === 0) await tell();
    const vectors = await embedder.embed(passages.map(embeddedText));
    const rows = passages.map(({ ordinal }, i) => ({ ordinal, vector: vectors[i]! }));
    await insertVectors(prisma, scope, rows);
    progress.done += rows.length;
    await tell();
  }
  return { left: true };
}
