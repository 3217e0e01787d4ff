import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SettingsError } from "../../env.ts";
import type { DatabaseSource } from "../database.ts";

export type EmbeddedDatabase = {
  source: Extract<DatabaseSource, { kind: "embedded" }>;
  /** Resolves when the process has ended, however it ended. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

type ChildMessage = { ready?: true; failed?: true; inUse?: boolean; message?: string };

/**
 * Starts the embedded database on `folder` in a process of its own.
 * @throws SettingsError when another process holds the folder
 */
export async function startEmbeddedDatabase(folder: string): Promise<EmbeddedDatabase> {
  // Unix socket paths are limited to about 100 bytes, so the socket does not live in the data folder.
  const socketFolder = mkdtempSync(join(tmpdir(), "firstline-"));
  const child = fork(join(import.meta.dirname, "process.ts"), [folder, join(socketFolder, ".s.PGSQL.5432")], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced",
  });
  let ready = false;
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      rmSync(socketFolder, { recursive: true, force: true });
      if (ready) rmSync(`${folder}.socket`, { force: true });
      resolve();
    });
  });

  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`The embedded database ended while starting (code ${code}).`)),
    );
    child.on("message", (message: ChildMessage) => {
      if (message.ready) {
        ready = true;
        // Word of where it listens, for an export beside a running desk.
        writeFileSync(`${folder}.socket`, socketFolder, { mode: 0o600 });
        resolve();
      } else if (message.failed)
        reject(message.inUse ? new SettingsError(message.message ?? "") : new Error(message.message));
    });
  });

  return {
    exited,
    source: { kind: "embedded", socketFolder },
    async stop() {
      if (child.connected) child.send("end");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await exited;
      clearTimeout(timer);
    },
  };
}
