#!/usr/bin/env node
/**
 * What every command of package.json goes through. It uses nothing but Node's built-ins and runs on Node 20, so that a
 * fresh clone needs no step before it: it finds the right Node, installs, generates and builds what is missing or out of
 * date, and then runs the thing itself.
 */
import { check } from "./bootstrap/check.mjs";
import { prepare } from "./bootstrap/prepare.mjs";
import { root, Stop } from "./bootstrap/project.mjs";
import { serve } from "./bootstrap/serve.mjs";
import { runTests } from "./bootstrap/test.mjs";

const usage = `usage: node scripts/firstline.mjs <command>
  start              prepare what is missing, then run everything on one port
  receiver           the reception path as a process of its own
  test               format, lint, types, tests on both databases, the browser story
  check              format, lint, types, architecture: seconds
  doctor             say in words what is wrong with this machine
  build              prepare everything a start needs, and stop there
  run <file> [...]   a TypeScript file of this project on the right Node`;

/**
 * Three times what the process needs at most. With the 4 GB that Node would allow on a large machine, V8 lets garbage grow to
 * several times of what is in use before it looks for it, and keeps 130 MB for the youngest in each process. Whoever knows
 * better says so in NODE_OPTIONS.
 */
const heap = () =>
  process.env.NODE_OPTIONS?.includes("max-old-space-size")
    ? []
    : ["--max-old-space-size=1024", "--max-semi-space-size=16"];

const commands = {
  async start() {
    const node = await prepare({ build: true });
    return serve(node, [...heap(), "server/main.ts"], { NODE_ENV: "production" });
  },
  async receiver() {
    const node = await prepare({ build: false });
    return serve(node, ["server/receiver.ts"], { NODE_ENV: "production" });
  },
  async test() {
    return runTests(await prepare({ build: false }));
  },
  async check() {
    return check(await prepare({ build: false }));
  },
  async doctor() {
    return serve(await prepare({ build: false }), ["scripts/doctor.ts"], {});
  },
  async build() {
    await prepare({ build: true });
    return 0;
  },
  async run(...args) {
    if (args.length === 0) throw new Stop(usage);
    // What is measured is what `npm start` runs.
    return serve(await prepare({ build: args[0].startsWith("bench/") }), args, {});
  },
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
if (!command) {
  console.error(usage);
  process.exit(2);
}
process.chdir(root);
try {
  process.exit(await command(...args));
} catch (error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exit(1);
}
