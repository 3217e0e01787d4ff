import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export class FolderInUseError extends Error {}

/** A name the operating system frees by itself when the process dies, however it dies. */
function lockAddress(folder: string): string {
  const digest = createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 32);
  if (process.platform === "linux") return `\0firstline-${digest}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\firstline-${digest}`;
  return join(tmpdir(), `firstline-${digest}.lock`);
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen({ path: address }, () => resolve(server));
  });
}

/** Whether a live process answers on a file-system socket; on Linux and Windows a taken address is always live. */
function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path: address }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/**
 * Takes the exclusive lock of a folder, waiting up to `waitMs` for a dying holder.
 * The lock is a listening local socket, so it needs no clean-up after SIGKILL; it excludes processes of one machine (on
 * Linux, of one network namespace), not two machines on a shared disk.
 * @returns the function that frees it
 * @throws FolderInUseError when another process holds it
 */
export async function lockFolder(folder: string, waitMs: number): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const address = lockAddress(folder);
  const deadline = Date.now() + waitMs;
  for (;;) {
    const server = await listen(address);
    if (server) {
      server.unref();
      return () => server.close();
    }
    if (process.platform === "darwin" && !(await answers(address))) rmSync(address, { force: true });
    else if (Date.now() >= deadline)
      throw new FolderInUseError(
        `Another Firstline process is using ${folder}; stop it, or set FIRSTLINE_DATA_DIR to another folder.`,
      );
    else await sleep(100);
  }
}
