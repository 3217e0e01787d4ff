import { once } from "../../platform/registry.ts";
import type { CodeTool } from "./definition.ts";

/** What the folder of tools held when it was last read. */
export type LoadedTools = { tools: CodeTool[]; problems: { file: string; problem: string }[] };

/** The process's own; main fills it, and Next's bundle finds it here. */
export function loadedTools(): LoadedTools {
  return once("code-tools", (): LoadedTools => ({ tools: [], problems: [] }));
}
