import { readFileSync } from "node:fs";

/** The name and the parent of a process; undefined where there is no /proc. */
function look(id) {
  try {
    const [, name, rest] = /\((.*)\) . (\d+)/s.exec(readFileSync(`/proc/${id}/stat`, "utf8")) ?? [];
    return { name, parent: rest };
  } catch {
    return undefined;
  }
}

/** Who started us, as text that changes when they are gone: npm, or the shell that npm put between, and then npm too. */
function starters() {
  const above = look(process.ppid);
  return /^(sh|dash|bash|ash|zsh)$/.test(above?.name ?? "")
    ? `${process.ppid} ${above.parent}`
    : `${process.ppid}`;
}

/**
 * Calls `gone` once when npm, having started us, was killed outright: it passes signals on only while it lives. Who was
 * started by hand may outlive the terminal (nohup), so only npm's children watch.
 */
export function whenNpmIsGone(gone) {
  if (!process.env.npm_lifecycle_event) return;
  const before = starters();
  const timer = setInterval(() => {
    if (starters() === before) return;
    clearInterval(timer);
    gone();
  }, 250);
  timer.unref();
}
