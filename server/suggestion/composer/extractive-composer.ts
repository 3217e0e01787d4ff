import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import { z } from "zod";
import { type ComposerInput, compose } from "./compose.ts";

const composerInput = z.custom<ComposerInput>(
  (value) => typeof value === "object" && value !== null && "passages" in value,
);

export const extractiveModelId = "extractive";

/** The built-in composer behind the AI SDK's model interface: no key, no network, nothing invented. */
export function createExtractiveComposer(): LanguageModelV4 {
  async function doGenerate(options: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const { text } = compose(composerInput.parse(options.providerOptions?.firstline));
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
