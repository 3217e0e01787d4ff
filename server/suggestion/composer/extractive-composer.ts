import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import { z } from "zod";
import type { Language, NumberedPassage, Outcome } from "../schema.ts";
import { chooseSentences } from "./choose-sentences.ts";

/**
 * What the composer is given, under `providerOptions.firstline`: the same material the prompt carries as text, kept apart
 * so that it never has to be read back out of a prompt.
 */
export type ComposerInput = {
  language: Language;
  outcome: Outcome;
  question: string;
  contactName: string | null;
  passages: NumberedPassage[];
};

const composerInput = z.custom<ComposerInput>(
  (value) => typeof value === "object" && value !== null && "passages" in value,
);

const phrases = {
  en: {
    greeting: (name: string | null) => (name ? `Hello ${name},` : "Hello,"),
    answer: "Thank you for your message. This is what our documentation says:",
    related:
      "Thank you for your message. Our documentation does not answer it directly; this may be related, and a colleague will follow up:",
    unknown:
      "Thank you for your message. Our knowledge base does not tell the answer, so a colleague will look into it and write to you.",
    closing: "If this does not help, please reply to this message.",
    space: " ",
  },
  zh: {
    greeting: (name: string | null) => (name ? `${name}，您好：` : "您好："),
    answer: "感谢您的来信。我们的资料中这样说明：",
    related: "感谢您的来信。我们的资料没有直接给出答案，以下内容可能与您的问题有关，同事会继续跟进：",
    unknown: "感谢您的来信。我们的知识库中没有找到答案，同事会查明后回复您。",
    closing: "如果仍未解决，请直接回复本消息。",
    space: "",
  },
} as const;

/** The reply: two or three sentences quoted word for word, each with its mark; or, honestly, that nothing was found. */
export function compose(input: ComposerInput): string {
  const words = phrases[input.language];
  const quotes = input.outcome === "unknown" ? [] : chooseSentences(input.question, input.passages);
  if (quotes.length === 0) return [words.greeting(input.contactName), words.unknown].join("\n\n");
  const body = quotes.map((quote) => `${quote.text} [${quote.number}]`).join("\n");
  const opening = input.outcome === "answer" ? words.answer : words.related;
  return [words.greeting(input.contactName), opening, body, words.closing].join("\n\n");
}

export const extractiveModelId = "extractive";

/** The built-in composer behind the AI SDK's model interface: no key, no network, nothing invented. */
export function createExtractiveComposer(): LanguageModelV4 {
  async function doGenerate(options: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const text = compose(composerInput.parse(options.providerOptions?.firstline));
    return {
      content: [{ type: "text", text }],
      finishReason: { unified: "stop", raw: "stop" },
      usage: {
        inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 0, text: 0, reasoning: 0 },
      },
      warnings: [],
    };
  }
  return {
    specificationVersion: "v4",
    provider: "firstline",
    modelId: extractiveModelId,
    supportedUrls: {},
    doGenerate,
    async doStream(options) {
      const { content, finishReason, usage } = await doGenerate(options);
      const text = content[0]?.type === "text" ? content[0].text : "";
      return {
        stream: new ReadableStream<LanguageModelV4StreamPart>({
          start(controller) {
            controller.enqueue({ type: "stream-start", warnings: [] });
            controller.enqueue({ type: "text-start", id: "1" });
            controller.enqueue({ type: "text-delta", id: "1", delta: text });
            controller.enqueue({ type: "text-end", id: "1" });
            controller.enqueue({ type: "finish", finishReason, usage });
            controller.close();
          },
        }),
      };
    },
  };
}
