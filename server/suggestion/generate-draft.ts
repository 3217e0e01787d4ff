import type { JSONObject, LanguageModelV4 } from "@ai-sdk/provider";
import { generateText } from "ai";
import { DomainError } from "../errors.ts";
import { buildPrompt, type PromptInput } from "./build-prompt.ts";
import type { ComposerInput } from "./composer/compose.ts";
import { asModelError, cleanText } from "./model-answer.ts";

const modelTimeoutMs = 60_000;
const longestDraft = 8000;

/** Refuses what is no reply. @throws DomainError `model_unavailable` */
export function requireDraft(modelId: string, text: string): string {
  if (!/\p{L}/u.test(text))
    throw new DomainError("model_unavailable", `The model ${modelId} answered no text.`);
  if (text.length > longestDraft)
    throw new DomainError(
      "model_unavailable",
      `The model ${modelId} answered ${text.length} characters; a reply has at most ${longestDraft}.`,
    );
  return text;
}

/**
 * Asks the model for a draft, once: the durable step does the retrying.
 * Throws DomainError("model_unavailable") with a sentence when the model fails or answers nothing usable.
 */
export async function generateDraft(
  model: LanguageModelV4,
  input: PromptInput,
  { material, timeoutMs = modelTimeoutMs }: { material?: ComposerInput; timeoutMs?: number } = {},
): Promise<{ text: string; isWhole: boolean }> {
  let text: string;
  let isWhole: boolean;
  try {
    const answer = await generateText({
      model,
      ...buildPrompt(input),
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(timeoutMs),
      // Only for the built-in composer: nothing under another provider's name reaches an API.
      ...(model.provider === "firstline" &&
        material && { providerOptions: { firstline: material as unknown as JSONObject } }),
    });
    text = cleanText(answer.text);
    isWhole = answer.finishReason === "stop";
  } catch (error) {
    throw asModelError(model.modelId, error, timeoutMs);
  }
  return { text: requireDraft(model.modelId, text), isWhole };
}
