import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Settings } from "../env.ts";
import { createExtractiveComposer } from "./composer/extractive-composer.ts";
import { fetchModel } from "./model/fetch-model.ts";
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
    fetch: fetchModel,
  });
  return provider.chat(at.model);
}

const listed = (value: string | undefined) => (value ?? "").split(",").map((one) => one.trim());

/** The models asked next, in this order; an address left out is the first model's, and so is its key. */
function fallbacksOf({ fallback, openai }: Settings) {
  const baseUrls = listed(fallback.baseUrls);
  const apiKeys = listed(fallback.apiKeys);
  return listed(fallback.models)
    .filter(Boolean)
    .map((model, index) => {
      const baseUrl = baseUrls[index] || undefined;
      const apiKey = apiKeys[index] || (baseUrl ? undefined : openai.apiKey);
      return { model, baseUrl: baseUrl ?? openai.baseUrl, apiKey };
    });
}

/** What one step's call may take in all. */
const wholeCallMs = 60_000;

/** The model named by FIRSTLINE_MODEL, with those asked in its place, one after the other, where it does not answer; or the built-in composer. */
export function chooseLanguageModel(settings: Settings): LanguageModelV4 {
  if (!settings.model) return createExtractiveComposer();
  const models = [{ ...settings.openai, model: settings.model }, ...fallbacksOf(settings)].map(chatModel);
  const eachMs = wholeCallMs / models.length;
  return models.reduceRight((next, model) => withFallback(model, next, eachMs));
}
