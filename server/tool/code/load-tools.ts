import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readDefinition } from "./definition.ts";
import { type LoadedTools, loadedTools } from "./loaded.ts";

const isTool = (name: string) =>
  /^[^_.].*\.(ts|mts|js|mjs)$/.test(name) && !/\.(d|test)\.m?[tj]s$/.test(name);

/** The message of whatever a file threw, in a line without the machine's paths. */
function asProblem(error: unknown, folder: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replaceAll(`${folder}/`, "").split("\n")[0]!.slice(0, 300) || "It cannot be read.";
}

/**
 * Reads every tool of a folder; files that begin with _ are left out, and a folder that is not there holds none. What is
 * wrong with a file is kept beside the others and stops nothing.
 */
export async function loadTools(folder: string): Promise<LoadedTools> {
  const found: LoadedTools = { tools: [], problems: [] };
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isTool).sort()) {
    try {
      const path = join(folder, name);
      const bytes = await readFile(path);
      // Under its hash a changed file is another module, and an unchanged one is not loaded again.
      const version = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
      const exported = (await import(`${pathToFileURL(path).href}?v=${version}`)) as object;
      const read = readDefinition({ name, bytes }, exported);
      const twin = "name" in read && found.tools.find((tool) => tool.name === read.name);
      if ("problem" in read) found.problems.push({ file: name, problem: read.problem });
      else if (twin) found.problems.push({ file: name, problem: `name: ${twin.file} has the same name.` });
      else found.tools.push(read);
    } catch (error) {
      found.problems.push({ file: name, problem: asProblem(error, folder) });
    }
  }
  return Object.assign(loadedTools(), found);
}
