/**
 * The process an archive is unpacked in, alone: bytes on standard input; on standard output for each file one line of JSON
 * ({name, size} or {name, refused}) and its bytes, at the end {done: true} or {refused}. It is killed from outside when it
 * takes too long or too much memory (run-unpacker.ts).
 */
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { DomainError } from "../../../errors.ts";
import { readArchive } from "./read-archive.ts";

async function write(part: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(part)) await once(process.stdout, "drain");
}

try {
  for await (const entry of readArchive(await buffer(process.stdin))) {
    if ("refused" in entry) await write(`${JSON.stringify(entry)}\n`);
    else {
      await write(`${JSON.stringify({ name: entry.name, size: entry.bytes.length })}\n`);
      await write(entry.bytes);
    }
  }
  await write(`${JSON.stringify({ done: true })}\n`);
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  await write(`${JSON.stringify({ refused: error.message })}\n`);
}
