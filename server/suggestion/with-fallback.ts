import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";

/** The first model may take this long before the second is asked; both fit into one step's time-out. */
const firstTimeoutMs = 30_000;

/**
 * A model that asks another one when it fails or takes too long, in the same call. Whoever gave up the whole call gets no
 * second answer.
 */
export function withFallback(
  first: LanguageModelV4,
  second: LanguageModelV4,
  timeoutMs = firstTimeoutMs,
): LanguageModelV4 {
  const limited = (options: LanguageModelV4CallOptions): LanguageModelV4CallOptions => {
    const own = AbortSignal.timeout(timeoutMs);
    return {
      ...options,
      abortSignal: options.abortSignal ? AbortSignal.any([options.abortSignal, own]) : own,
    };
  };
  async function orSecond<T>(
    options: LanguageModelV4CallOptions,
    ask: (model: LanguageModelV4, options: LanguageModelV4CallOptions) => PromiseLike<T>,
  ): Promise<T> {
    try {
      return await ask(first, limited(options));
    } catch (error) {
      if (options.abortSignal?.aborted) throw error;
      return ask(second, options);
    }
  }
  return {
    specificationVersion: "v4",
    provider: first.provider,
    modelId: `${first.modelId} | ${second.modelId}`,
    supportedUrls: first.supportedUrls,
    doGenerate: (options) => orSecond(options, (model, given) => model.doGenerate(given)),
    doStream: (options) => orSecond(options, (model, given) => model.doStream(given)),
  };
}
