import type { JSONObject, LanguageModelV4 } from "@ai-sdk/provider";
import { generateText } from "ai";
import { DomainError } from "../errors.ts";
import { buildPrompt, type PromptInput } from "./build-prompt.ts";
import type { ComposerInput } from "./composer/compose.ts";
import { streamAnswer } from "./model/stream-answer.ts";
import { asModelError, cleanText, usualTimeoutMs } from "./model-answer.ts";

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
 * @param options.onText told what a model has written so far, as it writes
 */
export async function generateDraft(
  model: LanguageModelV4,
  input: PromptInput,
  {
    material,
    timeoutMs = usualTimeoutMs,
    onText = () => {},
  }: { material?: ComposerInput; timeoutMs?: number; onText?: (text: string) => void } = {},
): Promise<{ text: string; isWhole: boolean }> {
  const { instructions, prompt } = buildPrompt(input);
  const ask =
    model.provider === "firstline" && material
      ? // Only the built-in composer is given this: nothing under another provider's name reaches an API.
        generateText({
          model,
          instructions,
          prompt,
          maxRetries: 0,
          providerOptions: { firstline: material as unknown as JSONObject },
        })
      : streamAnswer(
          model,
          { instructions, messages: [{ role: "user", content: prompt }], timeoutMs },
          onText,
        );
  const answer = await ask.catch((error) => {
    throw asModelError(model.modelId, error, timeoutMs);
  });
  const text = cleanText(answer.text);
  return { text: requireDraft(model.modelId, text), isWhole: answer.finishReason === "stop" };
}
