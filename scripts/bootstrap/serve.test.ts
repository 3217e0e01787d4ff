import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "firstline-serve-"));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) if (child.pid) kill(-child.pid, "SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kill(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}

const program = join(folder, "program.mjs");
writeFileSync(
  program,
  `let heard = 0;
   const hear = (signal) => {
     heard++;
     console.log("heard", signal);
     setTimeout(() => { console.log("heard in all", heard); process.exit(7); }, 300);
   };
   process.on("SIGTERM", hear);
   process.on("SIGINT", hear);
   console.log("ready", process.pid);
   setInterval(() => {}, 1000);`,
);
const bootstrap = join(folder, "bootstrap.mjs");
writeFileSync(
  bootstrap,
  `import { serve } from ${JSON.stringify(new URL("serve.mjs", import.meta.url).href)};
   process.exit(await serve({ path: process.execPath, env: process.env }, [process.argv[2]], {}));`,
);

/** How npm runs a script; the shell stays, as it does under npm. */
const shell = `"${process.execPath}" "${bootstrap}" "${program}"; true`;

/** Starts the bootstrap as the leader of a group of its own, as a terminal does. */
async function start(command: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, npm_lifecycle_event: undefined, ...env },
  });
  started.push(child);
  let printed = "";
  const closed = new Promise<void>((resolve) => child.stdout.once("close", () => resolve()));
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      if (printed.includes("ready")) resolve();
    });
  });
  // The output closes only when the program itself has ended, whoever of its parents is gone.
  return { pid: child.pid as number, exited, printed: () => closed.then(() => printed) };
}

test("a signal reaches the program once, and its exit code comes back", async () => {
  const run = await start(process.execPath, [bootstrap, program]);
  kill(run.pid, "SIGTERM");
  kill(run.pid, "SIGTERM");
  expect(await run.exited).toBe(7);
  expect(await run.printed()).toMatch(/ready \d+\nheard SIGTERM\nheard in all 1\n$/);
});

test("Ctrl-C reaches the whole group, and the program hears it once", async () => {
  const run = await start(process.execPath, [bootstrap, program]);
  kill(-run.pid, "SIGINT");
  expect(await run.exited).toBe(7);
  expect(await run.printed()).toMatch(/heard in all 1\n$/);
});

test("the program ends cleanly when the bootstrap is killed", async () => {
  const run = await start(process.execPath, [bootstrap, program]);
  kill(run.pid, "SIGKILL");
  expect(await run.printed()).toMatch(/heard SIGTERM\nheard in all 1\n$/);
});

test("the program ends cleanly when npm's shell is killed and the bootstrap is left alone", async () => {
  const run = await start("sh", ["-c", shell], { npm_lifecycle_event: "start" });
  kill(run.pid, "SIGKILL");
  expect(await run.printed()).toMatch(/heard SIGTERM\nheard in all 1\n$/);
});

test("the program ends cleanly when npm is killed and its shell is left alone", async () => {
  const npm = `require("child_process").spawnSync("sh", ["-c", ${JSON.stringify(shell)}], { stdio: "inherit" })`;
  const run = await start(process.execPath, ["-e", npm], { npm_lifecycle_event: "start" });
  kill(run.pid, "SIGKILL");
  expect(await run.printed()).toMatch(/heard SIGTERM\nheard in all 1\n$/);
});

test("a program that nobody listens in ends at once, and one that finishes is not kept alive", async () => {
  const deaf = join(folder, "deaf.mjs");
  writeFileSync(deaf, `console.log("ready"); setInterval(() => {}, 1000);`);
  const run = await start(process.execPath, [bootstrap, deaf]);
  kill(run.pid, "SIGTERM");
  expect(await run.exited).toBe(143);

  const short = join(folder, "short.mjs");
  writeFileSync(short, `console.log("ready"); process.exitCode = 3;`);
  expect(await (await start(process.execPath, [bootstrap, short])).exited).toBe(3);
});
