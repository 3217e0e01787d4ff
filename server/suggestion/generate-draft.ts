import type { JSONObject, LanguageModelV4 } from "@ai-sdk/provider";
import { APICallError, generateText } from "ai";
import { DomainError } from "../errors.ts";
import type { PromptInput } from "./build-prompt.ts";
import { buildPrompt } from "./build-prompt.ts";
import type { ComposerInput } from "./composer/extractive-composer.ts";

const modelTimeoutMs = 60_000;
const longestDraft = 8000;

/**
 * Asks the model for a draft, once: the durable step does the retrying.
 * Throws DomainError("model_unavailable") with a sentence when the model fails or answers nothing usable.
 */
export async function generateDraft(
  model: LanguageModelV4,
  input: PromptInput,
  timeoutMs = modelTimeoutMs,
): Promise<string> {
  const material: ComposerInput = {
    language: input.language,
    outcome: input.outcome,
    question: input.event.text,
    contactName: input.contactName,
    passages: input.passages,
  };
  let text: string;
  try {
    const answer = await generateText({
      model,
      ...buildPrompt(input),
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(timeoutMs),
      // Only for the built-in composer: nothing under another provider's name reaches an API.
      ...(model.provider === "firstline" && {
        providerOptions: { firstline: material as unknown as JSONObject },
      }),
    });
    text = answer.text.replaceAll("\u0000", "").toWellFormed().trim();
  } catch (error) {
    const retryAfterSeconds = APICallError.isInstance(error)
      ? Number(error.responseHeaders?.["retry-after"]) || undefined
      : undefined;
    throw new DomainError(
      "model_unavailable",
      `The model ${model.modelId} failed: ${describe(error, timeoutMs)}`,
      {
        cause: error,
        ...(retryAfterSeconds && { retryAfterSeconds }),
      },
    );
  }
  if (!/\p{L}/u.test(text))
    throw new DomainError("model_unavailable", `The model ${model.modelId} answered no text.`);
  if (text.length > longestDraft)
    throw new DomainError(
      "model_unavailable",
      `The model ${model.modelId} answered ${text.length} characters; a reply has at most ${longestDraft}.`,
    );
  return text;
}

/** A short sentence for the timeline: the status, never a body or a header. */
function describe(error: unknown, timeoutMs: number): string {
  if (APICallError.isInstance(error) && error.statusCode) return `it answered ${error.statusCode}.`;
  if (error instanceof Error && error.name === "TimeoutError")
    return `no answer within ${timeoutMs / 1000} s.`;
  return "it could not be reached, or its answer could not be read.";
}
