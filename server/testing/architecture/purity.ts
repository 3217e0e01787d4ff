import { isTest, type SourceFile } from "./project.ts";
import { find } from "./tokens.ts";

/** Reads the world or changes it: not for a file whose answer follows from its arguments alone. */
const impure: (string | null)[][] = [
  ["Date", ".", "now"],
  ["new", "Date", "(", ")"],
  ["Math", ".", "random"],
  ["performance", ".", "now"],
  ["process", "."],
  ["fetch", "("],
  ["console", "."],
  ["setTimeout", "("],
  ["setInterval", "("],
  ["randomBytes", "("],
  ["randomUUID", "("],
  ["randomInt", "("],
  ["getRandomValues", "("],
];

/** Node's modules that compute and nothing else. */
const pureNodeModules = ["node:crypto", "node:url", "node:buffer", "node:querystring", "node:assert"];

/** Packages that reach the network, the database, the clock or a source of randomness. */
const impurePackages =
  /^(pg|pg-boss|@prisma\/.*|undici|pino|nodemailer|uuid|inngest|next(-auth|-intl)?|server-only)(\/|$)/;

/**
 * What keeps a file from being pure (no clock, no randomness, no I/O, no database), in itself or in what it takes values
 * from; empty for a pure file.
 */
export function impuritiesOf(path: string, files: SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set<string>();
  const visit = (here: string): string[] => {
    if (seen.has(here)) return [];
    seen.add(here);
    const told = here === path ? path : `${path}, through ${here},`;
    if (/^prisma\/generated\/|\/store\.ts$/.test(here)) return [`${told} reaches the database`];
    const file = byPath.get(here);
    if (!file) return [];
    const used = file.imports
      .filter(({ typeOnly }) => !typeOnly)
      .flatMap(({ target }) => (target ? [target] : []));
    return [...impurities(file).map((what) => `${told} ${what}`), ...used.flatMap(visit)];
  };
  return visit(path);
}

/** The hard thinking lives in rules.ts, where tables of cases can test it: it is pure, and so is all it is made of. */
export function impureRules(files: SourceFile[]): string[] {
  return files
    .filter((file) => file.path.endsWith("/rules.ts"))
    .flatMap((file) => impuritiesOf(file.path, files));
}

function impurities(file: SourceFile): string[] {
  const modules = file.imports
    .filter(({ typeOnly }) => !typeOnly)
    .filter(({ specifier }) => impurePackages.test(specifier) || isImpureNodeModule(specifier))
    .map(({ specifier }) => `imports ${specifier}`);
  const uses = impure
    .filter((sequence) => find(file.tokens, ...sequence).some((token) => !isMember(file, token)))
    .map((sequence) => `uses ${sequence.join("")}`);
  return [...modules, ...uses];
}

const isImpureNodeModule = (specifier: string) =>
  specifier.startsWith("node:") && !pureNodeModules.includes(specifier);

/** `rule.process.x` is a field of ours, not Node's `process`. */
function isMember(file: SourceFile, token: SourceFile["tokens"][number]): boolean {
  return file.tokens[file.tokens.indexOf(token) - 1]?.text === ".";
}

const holdsSql = (path: string) =>
  /\/store\.ts$|^(server\/platform|inngest\/embedded|prisma|scripts|bench|e2e)\//.test(path) || isTest(path);

const queries =
  /^(find(Unique|First)(OrThrow)?|findMany|create(Many)?(AndReturn)?|update(Many)?(AndReturn)?|upsert|delete(Many)?|count|aggregate|groupBy)$/;

/** SQL and Prisma live in store.ts, platform/ and the engine, whose tables are its own; a verb opens a transaction and hands it on. */
export function databaseOutsideStores(files: SourceFile[]): string[] {
  return files
    .filter((file) => !holdsSql(file.path))
    .flatMap((file) => {
      const imports = file.imports
        .filter(
          ({ target, specifier }) =>
            target?.startsWith("prisma/generated/") || /^(@prisma\/|pg$)/.test(specifier),
        )
        .map(({ specifier, line }) => `${file.path}:${line} imports ${specifier}`);
      const uses = file.tokens.flatMap((token, i) => {
        const [dot, model, dot2, method] = file.tokens.slice(i + 1, i + 5).map((next) => next.text);
        const raw = /^\$(query|execute)Raw(Unsafe)?$/.test(token.text) && token.kind === "name";
        const client = token.text === "prisma" && dot === "." && model !== "$transaction";
        const pool = token.text === "pool" && dot === "." && model === "query";
        const onTransaction =
          /^(tx|db|transaction|database)$/.test(token.text) &&
          dot === "." &&
          dot2 === "." &&
          queries.test(method ?? "");
        return raw || client || pool || onTransaction
          ? [
              `${file.path}:${token.line} reads or writes rows itself (${token.text}${dot ?? ""}${model ?? ""})`,
            ]
          : [];
      });
      return [...imports, ...uses];
    });
}

const mayReadEnvironment = (path: string) =>
  path === "server/env.ts" || /^(scripts|bench|e2e)\/|\.config\.(ts|mjs)$/.test(path) || isTest(path);

/** server/env.ts is the only reader of the environment. */
export function environmentReaders(files: SourceFile[]): string[] {
  return files
    .filter((file) => !mayReadEnvironment(file.path))
    .flatMap((file) =>
      find(file.tokens, "process", ".", "env").map((token) => `${file.path}:${token.line} reads process.env`),
    );
}
