import { basename } from "node:path/posix";
import { isTest, type SourceFile } from "./project.ts";
import { impuritiesOf } from "./purity.ts";
import type { Token } from "./tokens.ts";
import { nouns } from "./walls.ts";

const maxLines = 250;
/** Tests are tables of cases and stories told to their end. */
const maxTestLines = 300;

/** A file that needs headings wants to be two files. */
export function longFiles(files: SourceFile[]): string[] {
  return files
    .map((file) => ({ path: file.path, lines: file.text.split("\n").length - 1 }))
    .map((file) => ({ ...file, most: isTest(file.path) ? maxTestLines : maxLines }))
    .filter(({ lines, most }) => lines > most)
    .map(({ path, lines, most }) => `${path} has ${lines} lines, ${most} at most`);
}

/** A name says what a file holds. */
export function emptyNames(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => /(^|\/)(utils?|helpers?|lib|misc|common)(\/|\.[a-z.]+$)/.test(path))
    .map(({ path }) => `${path} has a name that says nothing`);
}

/** A file that only hands on what others export. */
export function barrels(files: SourceFile[]): string[] {
  return files
    .filter(({ path, tokens }) => {
      if (/(^|\/)index\.tsx?$/.test(path)) return true;
      const exports = tokens.filter((_, i) => isExport(tokens, i));
      return exports.length > 0 && exports.every((token) => reExports(tokens, tokens.indexOf(token)));
    })
    .map(({ path }) => `${path} is a barrel`);
}

const isExport = (tokens: Token[], i: number) =>
  tokens[i]?.kind === "name" && tokens[i]?.text === "export" && tokens[i - 1]?.text !== ".";

function reExports(tokens: Token[], i: number): boolean {
  const start = tokens[i + 1]?.text === "type" ? i + 2 : i + 1;
  if (tokens[start]?.text === "*") return true;
  if (tokens[start]?.text !== "{") return false;
  const end = tokens.findIndex((token, j) => j > start && token.text === "}");
  return tokens[end + 1]?.text === "from";
}

/** The functions a file exports: `export function x`, `export async function x`, `export const x = (…) =>`. */
export function exportedFunctions(file: SourceFile): string[] {
  return file.tokens.flatMap((_, i, tokens) => {
    if (!isExport(tokens, i)) return [];
    const words = tokens.slice(i + 1, i + 6).map((token) => token.text);
    if (words[0] === "async") words.shift();
    if (words[0] === "function") return [words[1] === "*" ? (words[2] ?? "") : (words[1] ?? "")];
    const arrow = words[0] === "const" && words[2] === "=" && (words[3] === "(" || words[3] === "async");
    return arrow ? [words[1] ?? ""] : [];
  });
}

const camelCase = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/**
 * What reads or writes in a noun's folder has one of the fixed names: store.ts, or <verb>-<noun>.ts, named after the one
 * function it exports. Pure thought (schema.ts, rules.ts, an idea with a name of its own) may be named after its idea; a
 * larger part of the noun has a folder.
 */
export function strayNounFiles(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const [, noun, name] = /^server\/([^/]+)\/([^/]+)\.tsx?$/.exec(file.path) ?? [];
    if (!noun || !name || !nouns.includes(noun) || isTest(file.path) || name === "store") return [];
    const impure = impuritiesOf(file.path, files);
    const functions = exportedFunctions(file);
    const isVerb = name.includes("-") && functions.length === 1 && functions[0] === camelCase(name);
    if (isVerb || impure.length === 0) return [];
    const expected = `${camelCase(name)}() and no other function`;
    return [
      `${file.path} exports ${functions.join(", ") || "no function"}, not ${expected}, and ${impure[0]}`,
    ];
  });
}

const topLevel = new Set(
  `app bench components e2e inngest messages prisma public scripts server tools .ci .gitignore AGENTS.md ARCHITECTURE.md LICENSE
   README.md biome.json next.config.mjs package.json package-lock.json playwright.config.ts postcss.config.mjs proxy.ts
   tsconfig.json`.split(/\s+/),
);

/** A new name at the top needs a reason: most things have a place already. */
export function strayTopLevelNames(names: string[]): string[] {
  return names
    .filter((name) => !topLevel.has(basename(name)))
    .map((name) => `${name} does not belong at the top`);
}
