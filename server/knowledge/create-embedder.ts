import type { Settings } from "../env.ts";
import { createBuiltinEmbedder } from "../platform/builtin-embedder.ts";
import type { Dictionary } from "../platform/dictionary.ts";
import type { Embedder } from "../platform/embedder.ts";
import { createOpenAiEmbedder } from "../platform/openai-embedder.ts";
import { detectLanguage } from "./detect-language.ts";

/** An English encoder that reads Chinese through the dictionary's glosses: both languages meet in one space. */
function withDictionary(encoder: Embedder, dictionary: Dictionary): Embedder {
  return {
    ...encoder,
    model: `${encoder.model}+gloss`,
    languages: ["en", "zh"],
    async embed(texts, options) {
      const chinese = texts.filter((text) => detectLanguage(text) === "zh");
      const glosses = new Map<string, string>();
      if (chinese.length > 0)
        for (const [i, gloss] of (await dictionary.gloss(chinese)).entries()) glosses.set(chinese[i]!, gloss);
      return encoder.embed(
        texts.map((text) => glosses.get(text) ?? text),
        options,
      );
    },
    async warmUp() {
      await encoder.warmUp?.();
      await dictionary.warmUp();
    },
    async close() {
      await Promise.all([encoder.close?.(), dictionary.close()]);
    },
  };
}

/** The embedder the settings name: an OpenAI-compatible API, or the encoder and dictionary that need no key. */
export function createEmbedder(
  settings: Pick<Settings, "embedding" | "openai">,
  dictionary: Dictionary,
): Embedder {
  if (!settings.embedding) return withDictionary(createBuiltinEmbedder(), dictionary);
  return createOpenAiEmbedder({
    model: settings.embedding.model,
    baseUrl: settings.embedding.baseUrl,
    apiKey: settings.openai.apiKey,
  });
}
