import type { Context } from "../context.ts";
import { insertVectors, passagesWithoutVector } from "./passages/store.ts";

const passagesPerBatch = 16;
/** As many batches as take the built-in encoder about ten seconds. */
const batchesPerCall = 8;

/**
 * Embeds the next passages of a version that the configured model understands and has not embedded, up to 128 of them,
 * keeping each batch as it comes.
 * @returns whether some may be left
 * @throws DomainError("model_unavailable")
 */
export async function embedDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { versionId: string };
}): Promise<{ left: boolean }> {
  const { database, embedder } = ctx.platform;
  const { prisma } = database;
  const scope = { workspaceId: ctx.workspaceId, versionId: input.versionId, model: embedder.model };
  const { languages } = embedder;
  for (let batch = 0; batch < batchesPerCall; batch++) {
    const passages = await passagesWithoutVector(prisma, { ...scope, languages, take: passagesPerBatch });
    if (passages.length === 0) return { left: false };
    const vectors = await embedder.embed(
      passages.map(({ text, headingPath }) => [...headingPath.slice(-1), text].join("\n")),
    );
    const rows = passages.map(({ ordinal }, i) => ({ ordinal, vector: vectors[i]! }));
    await insertVectors(prisma, scope, rows);
  }
  return { left: true };
}
