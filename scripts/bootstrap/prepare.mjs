import { runQuietly } from "./child.mjs";
import { alone } from "./lock.mjs";
import { inProject } from "./project.mjs";
import { findNode, npmCommand, npmFlags } from "./runtime.mjs";
import { hashFiles, onceFor } from "./stamps.mjs";

/** What a build is made from; everything else may change without one. */
const sources = [
  "app",
  "components",
  "inngest",
  "messages",
  "prisma/schema",
  "public",
  "server",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

/**
 * Brings the folder to where a command can run: packages, database client and, when asked, the build.
 * @param {{build: boolean}} options
 * @returns the Node to run on (see findNode)
 */
export async function prepare({ build }) {
  return alone(async () => {
    const node = await findNode();
    await install(node);
    await generateClient(node);
    if (build) await buildScreens(node);
    return node;
  });
}

async function install(node) {
  await onceFor({
    folder: "node_modules",
    hash: hashFiles(["package-lock.json"]),
    doing: "installing packages (about a minute)",
    done: "installed packages",
    async work() {
      const npm = npmCommand(node);
      await runQuietly(npm.command, [...npm.args, "ci", "--include=dev", "--include=optional", ...npmFlags], {
        ...npm.options,
        failure: "The packages could not be installed; the reason stands above.",
      });
    },
  });
}

async function generateClient(node) {
  await onceFor({
    folder: "prisma/generated",
    hash: hashFiles(["prisma/schema", "prisma/prisma.config.ts", "package-lock.json"]),
    done: "generated the database client",
    async work() {
      const prisma = inProject("node_modules/prisma/build/index.js");
      await runQuietly(node.path, [prisma, "generate", "--config", "prisma/prisma.config.ts"], {
        // The client is made without Prisma's engine; naming any program keeps the command from downloading it.
        env: { ...node.env, PRISMA_SCHEMA_ENGINE_BINARY: node.path, CHECKPOINT_DISABLE: "1" },
        failure: "The database client could not be generated from prisma/schema; the reason stands above.",
      });
    },
  });
}

async function buildScreens(node) {
  await onceFor({
    folder: ".next",
    hash: hashFiles(sources, (path) => !/\.test\.tsx?$/.test(path)),
    doing: "building",
    done: "built",
    async work() {
      await runQuietly(node.path, [inProject("node_modules/next/dist/bin/next"), "build"], {
        env: { ...node.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
        failure: "The build failed; the reason stands above.",
      });
    },
  });
}
