import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const here = (name: string) => new URL(name, import.meta.url).href;
const { alone } = await import(here("lock.mjs"));

const folder = mkdtempSync(join(tmpdir(), "firstline-lock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("one command prepares at a time", async () => {
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    seen.push(`${name} ends`);
  };
  await Promise.all([alone(work("one"), folder), alone(work("two"), folder)]);
  expect(seen).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  await expect(alone(() => Promise.reject(new Error("failed")), folder)).rejects.toThrow("failed");
  expect(await alone(async () => "free again", folder)).toBe("free again");
});

test.skipIf(process.platform === "win32")(
  "an install whose command was killed keeps the next one waiting until it has ended",
  async () => {
    const program = join(folder, "command.mjs");
    writeFileSync(
      program,
      `import { alone } from ${JSON.stringify(here("lock.mjs"))};
       import { runQuietly } from ${JSON.stringify(here("child.mjs"))};
       await alone(() => {
         const install = runQuietly("sleep", ["2"], { failure: "" });
         console.log("installing");
         return install;
       }, ${JSON.stringify(folder)});`,
    );
    const command = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => command.stdout.once("data", resolve));
    const begun = performance.now();
    command.kill("SIGKILL");
    await alone(async () => {}, folder);
    expect(performance.now() - begun).toBeGreaterThan(1500);
  },
);
