import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderInUseError, lockFolder } from "./lock-folder.ts";

let base: string;
let folder: string;
let holders: ChildProcess[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "firstline-lock-"));
  folder = join(base, "data");
  holders = [];
  return () => rmSync(base, { recursive: true });
});
afterEach(() => {
  for (const holder of holders) holder.kill("SIGKILL");
});

/** Another process that takes the lock and keeps it. */
async function holder(): Promise<ChildProcess> {
  const module = JSON.stringify(new URL("lock-folder.ts", import.meta.url).href);
  const source = `import { lockFolder } from ${module};
    await lockFolder(${JSON.stringify(folder)}, 0);
    console.log("locked");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  holders.push(child);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return child;
}

const gone = (child: ChildProcess) => new Promise((resolve) => child.once("exit", resolve));

test("a second process is refused with a sentence that names the folder and the way out", async () => {
  await holder();
  await expect(lockFolder(folder, 0)).rejects.toThrow(FolderInUseError);
  await expect(lockFolder(folder, 0)).rejects.toThrow(/data; stop it, or set FIRSTLINE_DATA_DIR/);
});

test("the same folder by another name is the same folder", async () => {
  await holder();
  const alias = join(base, "alias");
  symlinkSync(folder, alias);
  await expect(lockFolder(alias, 0)).rejects.toThrow(FolderInUseError);
  mkdirSync(join(base, "other"));
  (await lockFolder(join(base, "other"), 0))();
});

test("the lock of a killed holder is free at once", async () => {
  const child = await holder();
  child.kill("SIGKILL");
  await gone(child);
  const unlock = await lockFolder(folder, 0);
  await expect(lockFolder(folder, 0)).rejects.toThrow(FolderInUseError);
  unlock();
});

test("a successor waits for a holder that is about to end", async () => {
  const child = await holder();
  setTimeout(() => child.kill("SIGKILL"), 500);
  const unlock = await lockFolder(folder, 10_000);
  unlock();
});
