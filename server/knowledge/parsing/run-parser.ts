import { buffer } from "node:stream/consumers";
import { DomainError } from "../../errors.ts";
import type { TextKind } from "./document-kind.ts";
import type { ExtractedText } from "./extracted-text.ts";
import { type ParserLimits, startLimited } from "./limited-process.ts";

export const defaultParserLimits: ParserLimits = {
  timeMs: 30_000,
  memoryBytes: 300 * 1024 * 1024,
  outputBytes: 20 * 1024 * 1024,
};

/**
 * Parses a file in a process of its own, within limits.
 * @throws DomainError("unusable_content") with a sentence for the person who uploaded the file
 */
export async function runParser(
  kind: TextKind,
  bytes: Uint8Array,
  limits: ParserLimits = defaultParserLimits,
): Promise<ExtractedText> {
  const { output, finish } = startLimited("process.ts", [kind], bytes, limits);
  const written = await buffer(output);
  await finish();
  const answer = JSON.parse(written.toString("utf8"));
  if (answer.extracted) return answer.extracted;
  throw new DomainError("unusable_content", answer.refused ?? "This file is damaged and cannot be read.");
}
