import type { Passage, SearchOutcome } from "./schema.ts";

export function judgeOutcome(passages: Pick<Passage, "legs">[]): SearchOutcome {
  const coverage = Math.max(0, ...passages.map(({ legs }) => legs.coverage));
  const similarity = Math.max(0, ...passages.map(({ legs }) => legs.similarity ?? 0));
  const evidence = coverage + similarity;
  return evidence >= 0.6 ? "answer" : evidence >= 0.4 ? "related" : "unknown";
}
