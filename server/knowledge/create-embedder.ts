import type { Settings } from "../env.ts";
import { createBuiltinEmbedder } from "../platform/builtin-embedder.ts";
import type { Embedder } from "../platform/embedder.ts";
import { createOpenAiEmbedder } from "../platform/openai-embedder.ts";

/** The embedder the settings name: an OpenAI-compatible API, or the encoder that needs no key. */
export function createEmbedder(settings: Pick<Settings, "embedding" | "openai">): Embedder {
  if (!settings.embedding) return createBuiltinEmbedder();
  return createOpenAiEmbedder({
    model: settings.embedding.model,
    baseUrl: settings.embedding.baseUrl,
    apiKey: settings.openai.apiKey,
  });
}
