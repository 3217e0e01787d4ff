import type { Rewrite } from "./schema.ts";

/** One that has come to no end by then was lost with its engine. */
const longestMs = 5 * 60_000;

/** Whether the model is at it: until then the draft is not to be rewritten once more. */
export function isUnderWay({ error, createdAt }: Pick<Rewrite, "error" | "createdAt">, now: Date): boolean {
  return error === null && now.getTime() - createdAt.getTime() < longestMs;
}
