import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";

import { UnfinishedAnswerError } from "./model-answer.ts";

type StreamResult = Awaited<ReturnType<LanguageModelV4["doStream"]>>;

/** What a stream may say before it says anything. */
const preliminary = new Set<LanguageModelV4StreamPart["type"]>(["stream-start", "response-metadata", "raw"]);

/**
 * Reads a stream up to the first thing it says, so that one that fails before can still be asked elsewhere.
 * @throws what the stream failed with
 */
async function begun(result: StreamResult): Promise<StreamResult> {
  const reader = result.stream.getReader();
  const first: LanguageModelV4StreamPart[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (value.type === "error") throw value.error;
    if (value.type === "finish" && value.finishReason.raw === undefined) throw new UnfinishedAnswerError();
    first.push(value);
    if (!preliminary.has(value.type)) break;
  }
  const stream = new ReadableStream<LanguageModelV4StreamPart>({
    async pull(controller) {
      const kept = first.shift();
      if (kept) return controller.enqueue(kept);
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { ...result, stream };
}

/**
 * A model that asks another one when it fails or takes too long to begin, in the same call. Whoever gave up the whole call
 * gets no second answer; a stream that breaks off after its beginning is the caller's to ask for again.
 * @param timeoutMs how long the first model may take: to answer, or to say the first thing of a stream
 */
export function withFallback(
  first: LanguageModelV4,
  second: LanguageModelV4,
  timeoutMs: number,
): LanguageModelV4 {
  async function orSecond<T>(
    options: LanguageModelV4CallOptions,
    ask: (model: LanguageModelV4, options: LanguageModelV4CallOptions) => PromiseLike<T>,
  ): Promise<T> {
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new DOMException("No answer in time.", "TimeoutError")),
      timeoutMs,
    );
    const abortSignal = options.abortSignal
      ? AbortSignal.any([options.abortSignal, late.signal])
      : late.signal;
    try {
      return await ask(first, { ...options, abortSignal });
    } catch (error) {
      if (options.abortSignal?.aborted) throw error;
    } finally {
      clearTimeout(timer);
    }
    return ask(second, options);
  }
  return {
    specificationVersion: "v4",
    provider: first.provider,
    modelId: `${first.modelId} | ${second.modelId}`,
    supportedUrls: first.supportedUrls,
    doGenerate: (options) => orSecond(options, (model, given) => model.doGenerate(given)),
    doStream: (options) => orSecond(options, async (model, given) => begun(await model.doStream(given))),
  };
}
