import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const main = join(import.meta.dirname, "../main.ts");
const startLimitMs = 60_000;
const keptOutput = 100_000;

/** The whole product as a process of its own, driven from outside through its contract. */
export type RunningApp = {
  origin: string;
  apiKey: string;
  dataDir: string;
  /** What it is started with besides the test's own settings. */
  env: Record<string, string>;
  /** Of the process started last. */
  pid(): number | undefined;
  /** What a quiet app wrote to its terminal, through all its starts. */
  printed(): string;
  /** Resolves when the process started last has ended, by itself or killed, with its exit code. */
  ended(): Promise<number | null>;
  /** Starts it (again, on the same data) and waits until it takes events; the milliseconds that took. */
  start(): Promise<number>;
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
  /** Calls the public API; throws what it answered unless it is 2xx. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Posts one event, signed as Standard Webhooks. */
  post(
    endpointKey: string,
    secret: string,
    event: object,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Kills what runs and removes the data. */
  remove(): Promise<void>;
};

export const newSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/** Signs `body` as a sender would (Standard Webhooks 1.0.0), at `timestamp` (Unix seconds). */
export function signed(
  body: string | Uint8Array,
  secret: string,
  id = `msg_${randomBytes(8).toString("hex")}`,
  timestamp = String(Math.floor(Date.now() / 1000)),
): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}

/**
 * Prepares an app on `port` with a data folder of its own; nothing runs before start(). It needs the built screens.
 * @param env read anew at each start
 * @param options.quiet keeps what it prints for printed() instead of showing it
 */
export function prepareApp(
  port: number,
  env: Record<string, string> = {},
  { quiet = false }: { quiet?: boolean } = {},
): RunningApp {
  const origin = `http://127.0.0.1:${port}`;
  const apiKey = `test-${randomBytes(16).toString("hex")}`;
  const dataDir = mkdtempSync(join(tmpdir(), "firstline-app-"));
  let child: ChildProcess | undefined;
  let exited: Promise<number | null> = Promise.resolve(null);
  let output = "";

  const app: RunningApp = {
    origin,
    apiKey,
    dataDir,
    env,
    pid: () => child?.pid,
    printed: () => output,
    ended: () => exited,
    async start() {
      const startedAt = performance.now();
      const stream = quiet ? "pipe" : "inherit";
      // With the memory that scripts/firstline.mjs gives it.
      const started = spawn(
        process.execPath,
        ["--max-old-space-size=1024", "--max-semi-space-size=16", main],
        {
          stdio: ["ignore", stream, stream],
          env: {
            ...process.env,
            NODE_ENV: "production",
            PORT: String(port),
            FIRSTLINE_DATA_DIR: dataDir,
            FIRSTLINE_API_KEY: apiKey,
            FIRSTLINE_LOG_LEVEL: "error",
            FIRSTLINE_DEMO: "0",
            ...env,
          },
        },
      );
      child = started;
      for (const source of [started.stdout, started.stderr])
        source?.setEncoding("utf8").on("data", (text: string) => {
          output = (output + text).slice(-keptOutput);
        });
      // Whoever is asked to end leaves nothing behind that holds the port.
      const endWithUs = () => started.kill("SIGKILL");
      process.once("exit", endWithUs);
      exited = new Promise((resolve) =>
        started.once("exit", (code) => {
          process.off("exit", endWithUs);
          resolve(code);
        }),
      );
      for (;;) {
        if (started.exitCode !== null || started.signalCode !== null)
          throw new Error(
            `The app ended with ${started.exitCode ?? started.signalCode} while starting. ${output}`,
          );
        if (performance.now() - startedAt > startLimitMs)
          throw new Error(`The app takes no events after ${startLimitMs / 1000} s. ${output}`);
        const signal = AbortSignal.timeout(5000);
        const answer = await fetch(`${origin}/api/health`, { signal }).catch(() => undefined);
        if (answer?.ok) return performance.now() - startedAt;
        await sleep(50);
      }
    },
    async kill(signal) {
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null)
        return running?.exitCode ?? null;
      running.kill(signal);
      return exited;
    },
    async api<T>(method: string, path: string, body?: unknown) {
      const form = body instanceof FormData;
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && !form && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      return (text ? JSON.parse(text) : undefined) as T;
    },
    post(endpointKey, secret, event, headers = {}) {
      const body = JSON.stringify(event);
      return fetch(`${origin}/api/webhook/v1/${endpointKey}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...signed(body, secret), ...headers },
        body,
      });
    },
    async remove() {
      await app.kill("SIGKILL");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return app;
}
