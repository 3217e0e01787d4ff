import { spawn } from "node:child_process";
import { constants } from "node:os";
import { whenNpmIsGone } from "./parents.mjs";
import { inProject, root } from "./project.mjs";

/** How long the child may take to end after it was asked to. */
const graceMs = 25_000;

/**
 * Runs a file of the project in the foreground until it ends. The child hears of every end exactly once
 * (follow-parent.mjs), whoever was signalled: it, this process, npm above, or the whole terminal group.
 * @returns {Promise<number>} the exit code
 */
export function serve(node, args, env) {
  let child;
  let asked = false;
  const ask = (signal) => {
    if (asked) return;
    asked = true;
    if (child.connected) child.send({ end: signal });
    setTimeout(() => child.kill("SIGKILL"), graceMs).unref();
  };
  process.on("SIGINT", () => ask("SIGINT"));
  process.on("SIGTERM", () => ask("SIGTERM"));
  process.on("SIGHUP", () => ask("SIGTERM"));
  whenNpmIsGone(() => ask("SIGTERM"));

  const follow = new URL("follow-parent.mjs", import.meta.url).href;
  child = spawn(node.path, ["--import", follow, ...args], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...node.env, ...env, NEXT_TELEMETRY_DISABLED: "1", FIRSTLINE_PARENT_PID: String(process.pid) },
  });
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(`${inProject(args[0])} could not be run: ${error.message}`);
      resolve(1);
    });
    child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
