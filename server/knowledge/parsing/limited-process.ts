import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { DomainError } from "../../errors.ts";

export type ParserLimits = { timeMs: number; memoryBytes: number; outputBytes: number };

const memoryPollMs = 50;

/** Resident memory of a process where the system tells it (Linux); Node's own heap limit holds everywhere. */
async function residentBytes(pid: number): Promise<number> {
  const pages = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "0 0");
  return Number(pages.split(" ")[1]) * 4096;
}

/**
 * Starts a script of this folder in a process of its own, which gets `bytes` on its standard input, may read but not write,
 * start or keep anything, and is killed at its limits.
 * @returns its output, and what to call when all of it was taken: it resolves when the process ended well
 * @throws DomainError("unusable_content") from `finish`, with a sentence for the person who uploaded the file
 */
export function startLimited(
  script: string,
  args: string[],
  bytes: Uint8Array,
  limits: ParserLimits,
): { output: Readable; finish(): Promise<void>; stop(): void } {
  const heapMegabytes = Math.ceil(limits.memoryBytes / 1024 / 1024);
  const child = spawn(
    process.execPath,
    [
      "--permission",
      "--allow-fs-read=*",
      `--max-old-space-size=${heapMegabytes}`,
      "--disable-warning=SecurityWarning",
      join(import.meta.dirname, script),
      ...args,
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
  const release = () => {
    clearTimeout(timer);
    clearInterval(poll);
  };
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).finally(release);
  // Whoever stops early does not wait for it.
  ended.catch(() => {});

  let size = 0;
  child.stdout.on("data", (data: Buffer) => {
    size += data.length;
    if (size > limits.outputBytes) kill("This file holds too much text; split it into smaller files.");
  });
  child.stdout.pause();
  // A parser that ends before it has read everything closes the pipe; its answer or exit code tells why.
  child.stdin.on("error", () => {});
  child.stdin.end(bytes);
  return {
    output: child.stdout,
    async finish() {
      const code = await ended;
      if (refusal === undefined && code === 0) return;
      throw new DomainError("unusable_content", refusal ?? "This file is damaged and cannot be read.");
    },
    stop() {
      release();
      child.kill("SIGKILL");
    },
  };
}
