import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inProject, say, seconds } from "./project.mjs";

/**
 * A fingerprint of files and folders of the project, by path and content; what is missing counts as missing.
 * @param {string[]} names
 * @param {(path: string) => boolean} [includes] which files of the folders count
 */
export function hashFiles(names, includes = () => true) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  const visit = (name) => {
    const path = inProject(name);
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort()) visit(`${name}/${entry}`);
    } else if (includes(name)) {
      const content = readFileSync(path);
      hash.update(`${name} ${content.length}\n`).update(content);
    }
  };
  for (const name of names) visit(name);
  return hash.digest("hex");
}

/**
 * Does `work` unless the stamp inside what it makes says that it was done for this very `hash`. The stamp goes first and
 * comes back last: whatever interrupts the work, the next command does it again.
 * @param {{folder: string, hash: string, doing?: string, done?: string, work: () => Promise<void>}} step
 */
export async function onceFor({ folder, hash, doing, done, work }) {
  const stamp = join(inProject(folder), ".firstline-stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const started = performance.now();
  if (doing) say(`${doing} …`);
  rmSync(stamp, { force: true });
  await work();
  writeFileSync(`${stamp}.new`, hash);
  renameSync(`${stamp}.new`, stamp);
  if (done) say(`${done} in ${seconds(started)}`);
}
