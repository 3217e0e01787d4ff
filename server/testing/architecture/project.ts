import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type Token, tokenize } from "./tokens.ts";

export type Import = {
  /** As written. */
  specifier: string;
  /** The file of this project it names, from its root; undefined for packages and for files that are no code. */
  target: string | undefined;
  typeOnly: boolean;
  line: number;
};

export type SourceFile = { path: string; text: string; tokens: Token[]; imports: Import[] };

const codeFolders = [
  "app",
  "bench",
  "components",
  "e2e",
  "inngest",
  "messages",
  "prisma",
  "scripts",
  "server",
];

/** Every import, re-export and dynamic import of a file, in order. */
export function readImports(tokens: Token[]): Omit<Import, "target">[] {
  return tokens.flatMap((token, i) => {
    const isKeyword = token.kind === "name" && (token.text === "import" || token.text === "export");
    const found = isKeyword && tokens[i - 1]?.text !== "." ? readImportAt(tokens, i) : undefined;
    return found ? [{ ...found, line: token.line }] : [];
  });
}

/** The import that begins with the keyword at `i`, if it is one. */
function readImportAt(tokens: Token[], i: number): { specifier: string; typeOnly: boolean } | undefined {
  const [keyword, next, afterNext] = tokens.slice(i, i + 3);
  if (keyword?.text === "import" && next?.kind === "string") return { specifier: next.text, typeOnly: false };
  if (keyword?.text === "import" && next?.text === "(")
    return afterNext?.kind === "string" ? { specifier: afterNext.text, typeOnly: false } : undefined;
  if (keyword?.text === "export" && !["{", "*", "type"].includes(next?.text ?? "")) return undefined;

  const from = tokens.findIndex(
    (token, j) => j > i && token.text === "from" && tokens[j + 1]?.kind === "string",
  );
  const names = tokens.slice(i + 1, from);
  // A declaration stood between: `export type A = …`, `export { a };`.
  if (from < 0 || names.some((token) => [";", "=", "("].includes(token.text))) return undefined;
  const typeOnly = (next?.text === "type" && afterNext?.text !== "from") || onlyTypesNamed(names);
  return { specifier: tokens[from + 1]?.text ?? "", typeOnly };
}

/** `import { type A, type B } from "x"`. */
function onlyTypesNamed(names: Token[]): boolean {
  if (names[0]?.text !== "{" || names.at(-1)?.text !== "}") return false;
  const starts = names.filter((_, i) => names[i - 1]?.text === "{" || names[i - 1]?.text === ",");
  return starts.every((token) => token.text === "type" || token.text === "}");
}

/** A file as the rules see it; `exists` answers for paths from the project's root. */
export function parseFile(path: string, text: string, exists: (path: string) => boolean): SourceFile {
  const tokens = tokenize(text);
  const imports = readImports(tokens).map((found) => ({
    ...found,
    target: resolve(path, found.specifier, exists),
  }));
  return { path, text, tokens, imports };
}

function resolve(from: string, specifier: string, exists: (path: string) => boolean): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const base = posix.join(posix.dirname(from), specifier);
  const candidates = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"].map((ending) => base + ending);
  return candidates.find((path) => /\.(ts|tsx|mjs)$/.test(path) && exists(path));
}

/** A small project in memory, for the examples that show that a rule can fail. */
export function exampleProject(files: Record<string, string>): SourceFile[] {
  return Object.entries(files).map(([path, text]) =>
    parseFile(path, text, (other) => Object.hasOwn(files, other)),
  );
}

/** Every code file of this project except what is generated. */
export function readProject(root: string): SourceFile[] {
  const paths = codeFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        posix.join(folder, name.replaceAll("\\", "/")),
      ),
    )
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.startsWith("prisma/generated/"));
  const all = new Set(paths);
  const exists = (path: string) => all.has(path) || path.startsWith("prisma/generated/");
  return paths.map((path) => parseFile(path, readFileSync(join(root, path), "utf8"), exists));
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith("server/testing/");
