import { spawn } from "node:child_process";
import { constants } from "node:os";
import { heldLock } from "./lock.mjs";
import { root, Stop } from "./project.mjs";

const endings = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a command, and shows what it printed only when it fails.
 * @param {{env?: object, shell?: boolean, failure: string}} options `failure`: the sentence a failure ends with
 * @throws {Stop}
 */
export async function runQuietly(command, args, { env = process.env, shell = false, failure }) {
  const lock = heldLock();
  const stdio = ["ignore", "pipe", "pipe", ...(lock === undefined ? [] : [lock])];
  const child = spawn(command, args, { cwd: root, env, shell, stdio });
  const printed = [];
  const interrupted = (signal) => {
    child.kill(signal);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of endings) process.once(signal, interrupted);
  child.stdout.on("data", (chunk) => printed.push(chunk));
  child.stderr.on("data", (chunk) => printed.push(chunk));
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      printed.push(Buffer.from(`${error.message}\n`));
      resolve(1);
    });
    child.once("close", resolve);
  });
  for (const signal of endings) process.off(signal, interrupted);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(printed));
  throw new Stop(failure);
}

/**
 * Runs a command in a process group of its own, so that it ends whole, whatever it started: at the time limit, and when
 * this process is told to end.
 * @param {{env: object, limitSeconds: number, capture?: boolean}} options `capture`: collect the output instead of showing it
 * @returns {Promise<{code: number, timedOut: boolean, output: string}>} `code` is 1 when a signal ended it
 */
export function runLimited(command, args, { env, limitSeconds, capture = false }) {
  const grouped = process.platform !== "win32";
  const child = spawn(command, args, {
    cwd: root,
    env,
    detached: grouped,
    stdio: ["ignore", capture ? "pipe" : "inherit", capture ? "pipe" : "inherit"],
  });
  const kill = () => {
    try {
      if (grouped) process.kill(-child.pid, "SIGKILL");
      else child.kill("SIGKILL");
    } catch {
      // It ended in the meantime.
    }
  };
  const output = [];
  child.stdout?.on("data", (chunk) => output.push(chunk));
  child.stderr?.on("data", (chunk) => output.push(chunk));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, limitSeconds * 1000);
  const interrupted = (signal) => {
    kill();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of endings) process.once(signal, interrupted);

  return new Promise((resolve) => {
    const end = (code) => {
      clearTimeout(timer);
      for (const signal of endings) process.off(signal, interrupted);
      resolve({ code: code ?? 1, timedOut, output: Buffer.concat(output).toString("utf8") });
    };
    child.once("error", (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      end(1);
    });
    // Whatever a crashed suite left behind must not hold a port of the next one, nor our pipes.
    child.once("exit", kill);
    child.once("close", end);
  });
}
