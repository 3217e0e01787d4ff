import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Settings } from "../env.ts";
import { createExtractiveComposer } from "./composer/extractive-composer.ts";

/**
 * The model named by FIRSTLINE_MODEL at any OpenAI-compatible API (its chat completions, which all of them speak), or
 * the built-in composer when none is named.
 */
export function chooseLanguageModel(settings: Settings): LanguageModelV4 {
  if (!settings.model) return createExtractiveComposer();
  const provider = createOpenAI({
    // A local server needs no key, but the client insists on one.
    apiKey: settings.openai.apiKey ?? "none",
    ...(settings.openai.baseUrl && { baseURL: settings.openai.baseUrl }),
  });
  return provider.chat(settings.model);
}
