import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Settings } from "../env.ts";
import { createExtractiveComposer } from "./composer/extractive-composer.ts";
import { withFallback } from "./with-fallback.ts";

/** A model at any OpenAI-compatible API: its chat completions, which all of them speak. */
function chatModel(at: {
  model: string;
  baseUrl: string | undefined;
  apiKey: string | undefined;
}): LanguageModelV4 {
  const provider = createOpenAI({
    // A local server needs no key, but the client insists on one.
    apiKey: at.apiKey ?? "none",
    ...(at.baseUrl && { baseURL: at.baseUrl }),
  });
  return provider.chat(at.model);
}

/** The model named by FIRSTLINE_MODEL, with the one asked in its place where it does not answer, or the built-in composer. */
export function chooseLanguageModel(settings: Settings): LanguageModelV4 {
  if (!settings.model) return createExtractiveComposer();
  const model = chatModel({ ...settings.openai, model: settings.model });
  return settings.fallback ? withFallback(model, chatModel(settings.fallback)) : model;
}
