/**
 * The process a file is parsed in, alone: bytes on standard input, one JSON answer on standard output. It is killed from
 * outside when it takes too long or too much memory (run-parser.ts).
 *   node process.ts <kind of document>
 */
import { buffer } from "node:stream/consumers";
import { DomainError } from "../../errors.ts";
import type { TextKind } from "./document-kind.ts";
import { extractDocument } from "./extract-document.ts";

try {
  const extracted = await extractDocument(process.argv[2] as TextKind, await buffer(process.stdin));
  process.stdout.write(JSON.stringify({ extracted }));
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  process.stdout.write(JSON.stringify({ refused: error.message }));
}
