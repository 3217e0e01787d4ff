import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, say } from "./project.mjs";

/** A name that the operating system frees when its holder dies (as server/platform/embedded-database/lock-folder.ts). */
function address(folder) {
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 32);
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

let held;

/**
 * The lock's own descriptor, for children to inherit: should this process be killed, the lock stays taken until the install
 * or build it had begun has ended too. Undefined where descriptors cannot be inherited.
 */
export const heldLock = () => (held?._handle?.fd >= 0 ? held._handle.fd : undefined);

/** Runs `work` while no other command prepares anything in `folder`; waits for its turn. */
export async function alone(work, folder = root) {
  const path = address(folder);
  let told = false;
  for (;;) {
    const server = await listen(path);
    if (server) {
      held = server;
      try {
        return await work();
      } finally {
        held = undefined;
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
