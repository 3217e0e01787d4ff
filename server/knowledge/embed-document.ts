import type { Context } from "../context.ts";
import { insertVectors, passagesWithoutVector } from "./passages/store.ts";

const passagesPerBatch = 16;

/**
 * Embeds the next passages of a version that the configured model understands and has not embedded.
 * @returns how many it did; 0 when none was left
 * @throws DomainError("model_unavailable")
 */
export async function embedDocument({
  ctx,
  input,
}: {
  ctx: Context;
  input: { versionId: string };
}): Promise<{ embedded: number }> {
  const { database, embedder } = ctx.platform;
  const { prisma } = database;
  const scope = { workspaceId: ctx.workspaceId, versionId: input.versionId, model: embedder.model };
  const passages = await passagesWithoutVector(prisma, {
    ...scope,
    languages: embedder.languages,
    take: passagesPerBatch,
  });
  if (passages.length === 0) return { embedded: 0 };
  const vectors = await embedder.embed(
    passages.map(({ text, headingPath }) => [...headingPath.slice(-1), text].join("\n")),
  );
  await insertVectors(
    prisma,
    scope,
    passages.map(({ ordinal }, i) => ({ ordinal, vector: vectors[i]! })),
  );
  return { embedded: passages.length };
}
