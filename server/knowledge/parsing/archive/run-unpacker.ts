import type { Readable } from "node:stream";
import { DomainError } from "../../../errors.ts";
import { type ParserLimits, startLimited } from "../limited-process.ts";
import type { ArchiveEntry } from "./read-archive.ts";

export const defaultUnpackLimits: ParserLimits = {
  // Its pace is that of whoever takes the files.
  timeMs: 300_000,
  memoryBytes: 300 * 1024 * 1024,
  outputBytes: 220 * 1024 * 1024,
};

const damaged = () => new DomainError("unusable_content", "This archive is damaged and cannot be read.");
const newline = 10;

/** Takes lines and pieces of a given length from a stream of bytes. */
function createReader(stream: Readable) {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);
  async function more(): Promise<void> {
    const { value, done } = await chunks.next();
    if (done) throw damaged();
    held = held.length === 0 ? value : Buffer.concat([held, value]);
  }
  return {
    async line(): Promise<string> {
      while (!held.includes(newline)) await more();
      const end = held.indexOf(newline);
      const line = held.subarray(0, end).toString("utf8");
      held = held.subarray(end + 1);
      return line;
    },
    async take(size: number): Promise<Uint8Array> {
      const parts: Buffer[] = [];
      for (let missing = size; missing > 0; ) {
        if (held.length === 0) await more();
        const part = held.subarray(0, missing);
        parts.push(part);
        held = held.subarray(part.length);
        missing -= part.length;
      }
      return Buffer.concat(parts);
    },
  };
}

/**
 * Unpacks a ZIP archive in a process of its own, one file at a time: the next one is unpacked when it is asked for, so that
 * this process never holds more than one.
 * @throws DomainError("unusable_content") with a sentence for the person who uploaded it
 */
export async function* runUnpacker(
  bytes: Uint8Array,
  limits: ParserLimits = defaultUnpackLimits,
): AsyncGenerator<ArchiveEntry> {
  const { output, finish, stop } = startLimited("archive/process.ts", [], bytes, limits);
  const reader = createReader(output);
  try {
    for (;;) {
      const said = await reader.line().catch(async (error) => {
        await finish();
        throw error;
      });
      const head = JSON.parse(said) as { name?: string; size?: number; refused?: string; done?: true };
      if (head.done) return;
      if (head.name === undefined)
        throw new DomainError("unusable_content", head.refused ?? damaged().message);
      yield head.refused === undefined
        ? { name: head.name, bytes: await reader.take(head.size ?? 0) }
        : { name: head.name, refused: head.refused };
    }
  } finally {
    stop();
  }
}
