import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "../../errors.ts";
import type { DocumentKind } from "./document-kind.ts";
import type { ExtractedText } from "./extracted-text.ts";

export type ParserLimits = { timeMs: number; memoryBytes: number; outputBytes: number };

export const defaultParserLimits: ParserLimits = {
  timeMs: 30_000,
  memoryBytes: 300 * 1024 * 1024,
  outputBytes: 20 * 1024 * 1024,
};
const memoryPollMs = 50;

/** Resident memory of a process where the system tells it (Linux); Node's own heap limit holds everywhere. */
async function residentBytes(pid: number): Promise<number> {
  const pages = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "0 0");
  return Number(pages.split(" ")[1]) * 4096;
}

/**
 * Parses a file in a process of its own, which may read but not write, start or keep anything, and is killed at its limits.
 * @throws DomainError("unusable_content") with a sentence for the person who uploaded the file
 */
export async function runParser(
  kind: DocumentKind,
  bytes: Uint8Array,
  limits: ParserLimits = defaultParserLimits,
): Promise<ExtractedText> {
  const heapMegabytes = Math.ceil(limits.memoryBytes / 1024 / 1024);
  const child = spawn(
    process.execPath,
    [
      "--permission",
      "--allow-fs-read=*",
      `--max-old-space-size=${heapMegabytes}`,
      "--disable-warning=SecurityWarning",
      join(import.meta.dirname, "process.ts"),
      kind,
    ],
    { env: {} as NodeJS.ProcessEnv, stdio: ["pipe", "pipe", "ignore"] },
  );

  let refusal: string | undefined;
  const kill = (sentence: string) => {
    refusal ??= sentence;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(
    () =>
      kill(`Reading this file took more than ${limits.timeMs / 1000} seconds; split it into smaller files.`),
    limits.timeMs,
  );
  const poll = setInterval(async () => {
    if (child.pid && (await residentBytes(child.pid)) > limits.memoryBytes)
      kill("Reading this file takes too much memory; split it into smaller files.");
  }, memoryPollMs);

  const output: Buffer[] = [];
  let size = 0;
  child.stdout.on("data", (data: Buffer) => {
    size += data.length;
    if (size > limits.outputBytes) kill("This file holds too much text; split it into smaller files.");
    else output.push(data);
  });
  // A parser that ends before it has read everything closes the pipe; its answer or exit code tells why.
  child.stdin.on("error", () => {});
  child.stdin.end(bytes);

  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (refusal === undefined && code === 0) {
      const answer = JSON.parse(Buffer.concat(output).toString("utf8"));
      if (answer.extracted) return answer.extracted;
      refusal = answer.refused;
    }
    throw new DomainError("unusable_content", refusal ?? "This file is damaged and cannot be read.");
  } finally {
    clearTimeout(timer);
    clearInterval(poll);
  }
}
