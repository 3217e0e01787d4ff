import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const main = join(import.meta.dirname, "../main.ts");

/** The whole product as a process of its own, driven from outside through its contract. */
export type RunningApp = {
  origin: string;
  apiKey: string;
  dataDir: string;
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

/** Signs `body` as a sender would (Standard Webhooks 1.0.0). */
export function signed(
  body: string,
  secret: string,
  id = `msg_${randomBytes(8).toString("hex")}`,
): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}

/** Prepares an app on `port` with a data folder of its own; nothing runs before start(). It needs the built screens. */
export function prepareApp(port: number, env: Record<string, string> = {}): RunningApp {
  const origin = `http://127.0.0.1:${port}`;
  const apiKey = `test-${randomBytes(16).toString("hex")}`;
  const dataDir = mkdtempSync(join(tmpdir(), "firstline-app-"));
  let child: ChildProcess | undefined;

  const app: RunningApp = {
    origin,
    apiKey,
    dataDir,
    async start() {
      const startedAt = performance.now();
      const started = spawn(process.execPath, [main], {
        stdio: ["ignore", "inherit", "inherit"],
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
      });
      child = started;
      for (;;) {
        if (started.exitCode !== null)
          throw new Error(`The app ended with ${started.exitCode} while starting.`);
        const answer = await fetch(`${origin}/api/health`).catch(() => undefined);
        if (answer?.ok) return performance.now() - startedAt;
        await sleep(50);
      }
    },
    async kill(signal) {
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null)
        return running?.exitCode ?? null;
      const exited = new Promise<number | null>((resolve) => running.once("exit", resolve));
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
