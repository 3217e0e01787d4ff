/** Turns texts into vectors. Implementations: the built-in worker, any OpenAI-compatible API. */
export type Embedder = {
  /** Provider and model, stored with every vector, e.g. "builtin:use-lite-512". */
  model: string;
  /** What it understands; texts in another language get no vector. */
  languages: readonly ("en" | "zh")[];
  /**
   * One unit-length vector per text, in order. `urgent` goes before what waits already: somebody's search before a
   * document's hundreds of passages. Throws DomainError("model_unavailable").
   */
  embed(texts: string[], options?: { urgent?: boolean }): Promise<number[][]>;
  /** Loads what the first embedding would wait for. */
  warmUp?(): Promise<void>;
  close?(): Promise<void>;
};

/** A vector of length 1 in the same direction. */
export function toUnitLength(vector: ArrayLike<number>): number[] {
  const values = Array.from(vector);
  const length = Math.hypot(...values);
  return length === 0 ? values : values.map((value) => value / length);
}
