import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { DomainError } from "../errors.ts";
import { type Embedder, toUnitLength } from "./embedder.ts";

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).min(1) })),
});

const textsPerRequest = 64;
const timeoutMs = 20_000;
const backOffMs = [500, 2000];

/** Another try can help: rate limits, overload, a passing fault. */
function isPassing(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

/**
 * The embeddings of any OpenAI-compatible API. The host comes from the operator's environment and is trusted.
 * Requests carry at most 64 texts, end after 20 s and are repeated twice, waiting as long as the server asks (up to 10 s).
 */
export function createOpenAiEmbedder(options: {
  baseUrl: string | undefined;
  apiKey: string | undefined;
  model: string;
}): Embedder {
  const baseUrl = (options.baseUrl ?? "https://api.openai.com/v1").replace(/\/+$/, "");

  async function request(texts: string[]): Promise<number[][] | { status: number; retryAfterMs?: number }> {
    const response = await fetch(`${baseUrl}/embeddings`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(options.apiKey ? { authorization: `Bearer ${options.apiKey}` } : {}),
      },
      body: JSON.stringify({ model: options.model, input: texts, encoding_format: "float" }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      const seconds = Number(response.headers.get("retry-after"));
      return { status: response.status, ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}) };
    }
    const { data } = answerSchema.parse(await response.json());
    const vectors = data.sort((a, b) => a.index - b.index).map(({ embedding }) => toUnitLength(embedding));
    if (vectors.length !== texts.length)
      throw new Error(`${vectors.length} vectors for ${texts.length} texts`);
    return vectors;
  }

  async function embedBatch(texts: string[], waits: number[]): Promise<number[][]> {
    for (let attempt = 0; ; attempt++) {
      let failure: unknown;
      let wait = waits[attempt];
      try {
        const answer = await request(texts);
        if (Array.isArray(answer)) return answer;
        failure = new Error(`status ${answer.status}`);
        if (!isPassing(answer.status)) wait = undefined;
        else if (wait !== undefined) wait = Math.min(answer.retryAfterMs ?? wait, 10_000);
      } catch (error) {
        failure = error;
      }
      if (wait === undefined)
        throw new DomainError("model_unavailable", "The embedding API does not answer as it should.", {
          cause: failure,
        });
      await sleep(wait);
    }
  }

  return {
    model: `openai:${options.model}`,
    languages: ["en", "zh"],
    async embed(texts, { urgent = false } = {}) {
      const vectors: number[][] = [];
      for (let from = 0; from < texts.length; from += textsPerRequest)
        vectors.push(
          ...(await embedBatch(texts.slice(from, from + textsPerRequest), urgent ? [] : backOffMs)),
        );
      return vectors;
    },
  };
}
