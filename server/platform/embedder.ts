/** Turns texts into vectors. Implementations: the built-in worker, any OpenAI-compatible API. */
export type Embedder = {
  /** Provider and model, stored with every vector, e.g. "builtin:use-lite-512". */
  model: string;
  dimension: number;
  /** One unit-length vector per text, in order. Throws DomainError("model_unavailable"). */
  embed(texts: string[]): Promise<number[][]>;
};
