import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, expect, test } from "vitest";

const { hashFiles, onceFor } = await import(new URL("stamps.mjs", import.meta.url).href);

const folder = mkdtempSync(join(tmpdir(), "firstline-stamps-"));
const inProject = relative(join(import.meta.dirname, "../.."), folder);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the fingerprint follows content, names and what is missing", () => {
  const hash = () => hashFiles([inProject], (path: string) => !path.endsWith(".test.ts"));
  const seen = new Set<string>([hash()]);
  mkdirSync(join(folder, "inner"), { recursive: true });
  for (const [name, content] of [
    ["a.ts", "1"],
    ["a.ts", "2"],
    ["inner/b.ts", "2"],
    ["inner/c.ts", "2"],
  ] as const) {
    writeFileSync(join(folder, name), content);
    seen.add(hash());
  }
  expect(seen.size).toBe(5);
  writeFileSync(join(folder, "a.test.ts"), "not part of it");
  expect(seen).toContain(hash());
});

test("work is done once for a fingerprint, and again after it was interrupted", async () => {
  mkdirSync(folder, { recursive: true });
  let times = 0;
  const count = async () => {
    times++;
  };
  const step = (hash: string, after = async () => {}) =>
    onceFor({ folder: inProject, hash, work: () => count().then(after) });
  await step("one");
  await step("one");
  expect(times).toBe(1);
  await step("two");
  expect(times).toBe(2);
  await expect(step("three", () => Promise.reject(new Error("interrupted")))).rejects.toThrow("interrupted");
  expect(existsSync(join(folder, ".firstline-stamp"))).toBe(false);
  await step("two");
  expect(times).toBe(4);
});
