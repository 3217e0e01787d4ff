import { expect, test } from "vitest";

const { runLimited } = await import(new URL("child.mjs", import.meta.url).href);

const run = (source: string, limitSeconds: number) =>
  runLimited(process.execPath, ["-e", source], { env: process.env, limitSeconds, capture: true });

test("a command that hangs is ended with everything it started", async () => {
  // The grandchild holds the output open: if it stayed, this would wait for it.
  const source = `require("child_process").spawn("sleep", ["60"], { stdio: "inherit" }); setInterval(() => {}, 1000);`;
  const started = performance.now();
  expect(await run(source, 1)).toMatchObject({ code: 1, timedOut: true });
  expect(performance.now() - started).toBeLessThan(10_000);
});

test("the exit code and the output come back", async () => {
  expect(await run(`console.log("said"); process.exitCode = 3;`, 20)).toEqual({
    code: 3,
    timedOut: false,
    output: "said\n",
  });
});
