import { isTest, type SourceFile } from "./project.ts";

/** A noun may use the nouns before it. */
export const nouns = [
  "workspace",
  "audit",
  "user",
  "api-key",
  "secret",
  "endpoint",
  "incoming-event",
  "contact",
  "conversation",
  "knowledge",
  "tool",
  "channel",
  "delivery",
  "playbook",
  "suggestion",
  "run",
  "figure",
  "checklist",
  "demo",
];

/** These put everything together, and no layer imports them. */
const compositionRoots = ["server/main.ts", "server/receiver.ts", "server/create-platform.ts"];

const layers: [prefix: string, name: string][] = [
  ["prisma/generated/", "the generated client"],
  ["server/errors.ts", "errors, events, env"],
  ["server/events.ts", "errors, events, env"],
  ["server/env.ts", "errors, events, env"],
  ["server/platform/", "platform"],
  ["server/context.ts", "context"],
  ...nouns.map((noun): [string, string] => [`server/${noun}/`, noun]),
  ["server/api/", "server/api"],
  ["inngest/", "inngest"],
  ["components/", "components"],
  ["app/", "app"],
];
const order = [...new Set(layers.map(([, name]) => name))];

function layerOf(path: string): string | undefined {
  return layers.find(([prefix]) => path === prefix || path.startsWith(prefix))?.[1];
}

/** Imports run downwards only; tests too. */
export function upwardImports(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const own = layerOf(file.path);
    if (own === undefined) return [];
    return file.imports.flatMap(({ target, line }) => {
      if (!target) return [];
      const layer = layerOf(target);
      const where = `${file.path}:${line}`;
      if (compositionRoots.includes(target)) return [`${where} imports the composition root ${target}`];
      if (layer === undefined || order.indexOf(layer) <= order.indexOf(own)) return [];
      return [`${where} imports upwards: ${own} may not use ${layer} (${target})`];
    });
  });
}

/** Everything in server/ belongs to a layer or puts the layers together. */
export function strayServerFiles(files: SourceFile[]): string[] {
  return files
    .map((file) => file.path)
    .filter((path) => path.startsWith("server/") && !isTest(path) && !compositionRoots.includes(path))
    .filter((path) => layerOf(path) === undefined)
    .map((path) => `${path} belongs to no layer and no noun`);
}

/** Components take only types from the server, and know no durable function. */
export function componentsUsingServer(files: SourceFile[]): string[] {
  return files
    .filter((file) => file.path.startsWith("components/") && !isTest(file.path))
    .flatMap((file) =>
      file.imports
        .filter(({ target, typeOnly }) => /^(server|inngest)\//.test(target ?? "") && !typeOnly)
        .map(({ target, line }) => `${file.path}:${line} takes more than types from ${target}`),
    );
}

/** What serves the tests is not part of the product. */
export function productUsingTests(files: SourceFile[]): string[] {
  return files
    .filter((file) => !isTest(file.path) && !/^(e2e|bench|scripts)\//.test(file.path))
    .flatMap((file) =>
      file.imports
        .filter(({ target }) => target && isTest(target))
        .map(({ target, line }) => `${file.path}:${line} imports test code (${target})`),
    );
}

/**
 * Packages are used only when package.json names them: what merely comes along with another package goes when that one does.
 * Tests, scripts and benchmarks may use the development's packages too.
 */
export function undeclaredPackages(
  files: SourceFile[],
  manifest: { dependencies: object; devDependencies: object },
): string[] {
  return files.flatMap((file) => {
    const forDevelopment = isTest(file.path) || /^(e2e|bench|scripts)\//.test(file.path);
    const declared = { ...manifest.dependencies, ...(forDevelopment ? manifest.devDependencies : {}) };
    return file.imports
      .filter(({ specifier }) => !/^(\.|node:)/.test(specifier))
      .map(({ specifier, line }) => ({ name: /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "", line }))
      .filter(({ name }) => !Object.hasOwn(declared, name))
      .map(({ name, line }) => `${file.path}:${line} uses ${name}, which package.json does not name`);
  });
}

/** Import cycles, types included; each is told once, from its first file on. */
export function importCycles(files: SourceFile[]): string[] {
  const graph = new Map(
    files.map((file) => [file.path, file.imports.flatMap(({ target }) => (target ? [target] : []))]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path].join(" → "));
    if (start >= 0 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of [...graph.keys()].sort()) visit(path, []);
  return cycles;
}
