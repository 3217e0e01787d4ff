import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(root, name), "utf8");
const documents = ["README.md", "ARCHITECTURE.md", "AGENTS.md"];

/** Paths of this project in `code` and [links](…): what has a slash or an ending we use, and no placeholder. */
function mentionedPaths(text: string): string[] {
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? "");
  const words = [...code.flatMap((span) => span.split(/\s+/)), ...links];
  const isPath =
    /^(\.ci|app|bench|components|e2e|inngest|messages|prisma|public|scripts|server)\/[\w./()[\]-]*$|^[\w.-]+\.(md|mjs|json)$/;
  return [...new Set(words.filter((word) => isPath.test(word)))];
}

describe.each(documents)("%s", (name) => {
  test("names only what exists", () => {
    const paths = mentionedPaths(read(name));
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("names only commands that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const commands = [...read(name).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? "");
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });
});

test("a path that does not exist is found, and other code is not taken for one", () => {
  const text = "`server/gone.ts`, [x](MISSING.md), `{id}/approve`, `npm test`, `run bench/a.ts [events]`";
  expect(mentionedPaths(text)).toEqual(["server/gone.ts", "bench/a.ts", "MISSING.md"]);
});

test("README's table of settings is the list that server/env.ts reads", () => {
  const settings = [...read("server/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map((match) => match[1]);
  const rows = read("README.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const told = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map((match) => match[1]),
  );
  expect(settings.length).toBeGreaterThan(20);
  expect([...new Set(told)].sort()).toEqual([...settings].sort());
});
