/**
 * Preloaded into what serve.mjs runs. It turns "end" from the parent, and the parent's sudden death, into the same
 * SIGTERM or SIGINT event the program listens to anyway, and leaves out the repeat when a signal came directly too (a
 * terminal's Ctrl-C reaches the whole group).
 */
import { constants } from "node:os";
import { isMainThread } from "node:worker_threads";

const parent = process.env.FIRSTLINE_PARENT_PID;
// Children of this process inherit the preload, but must not take our parent for theirs.
delete process.env.FIRSTLINE_PARENT_PID;

if (isMainThread && parent === String(process.ppid) && process.channel) {
  let ended = false;
  const signalled = (signal) => {
    if (ended) return;
    ended = true;
    // Nobody else listens yet: what the signal does by default.
    if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
  };
  // A moment later, so that a signal that came to the whole group is heard first, and is then the only one.
  const end = (signal) => setTimeout(() => ended || process.emit(signal, signal), 50);
  process.on("SIGINT", signalled);
  process.on("SIGTERM", signalled);
  process.on("message", (message) => message?.end && end(message.end));
  process.on("disconnect", () => end("SIGTERM"));
  // Watching must not keep alive a program that has finished.
  process.channel.unref();
}
