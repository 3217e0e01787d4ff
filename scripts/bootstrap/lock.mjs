import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, say } from "./project.mjs";

/** A name that the operating system frees when its holder dies (as server/platform/embedded-database/lock-folder.ts). */
function address() {
  const digest = createHash("sha256").update(root).digest("hex").slice(0, 32);
  if (process.platform === "linux") return `\0firstline-prepare-${digest}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\firstline-prepare-${digest}`;
  return join(tmpdir(), `firstline-prepare-${digest}.lock`);
}

function listen(path) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(undefined) : reject(error)));
    server.listen({ path }, () => resolve(server));
  });
}

function answers(path) {
  return new Promise((resolve) => {
    const socket = connect({ path }, () => resolve(true)).once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
  });
}

/** Runs `work` while no other command of this project prepares anything; waits for its turn. */
export async function alone(work) {
  const path = address();
  let told = false;
  for (;;) {
    const server = await listen(path);
    if (server) {
      try {
        return await work();
      } finally {
        server.close();
      }
    }
    if (process.platform === "darwin" && !(await answers(path))) {
      rmSync(path, { force: true });
      continue;
    }
    if (!told) say("waiting for another Firstline command that installs or builds …");
    told = true;
    await sleep(200);
  }
}
