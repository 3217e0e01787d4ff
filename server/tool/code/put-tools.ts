import type { Transaction } from "../../platform/database.ts";
import type { Tool } from "../schema.ts";
import { changeTool, insertTool, toolNamed, toolsOfKind } from "../store.ts";
import type { CodeTool } from "./definition.ts";
import { loadedTools } from "./loaded.ts";

const requestOf = (file: string): Tool["request"] => ({ method: "POST", url: `code:${file}`, headers: {} });

/** What of a file's definition its row says; approval is the team's to change until the file is another one. */
function rowOf({ name, description, effect, inputSchema, timeoutMs, approval, file, hash }: CodeTool) {
  return {
    name,
    description,
    effect,
    approval,
    inputSchema,
    timeoutMs,
    request: requestOf(file),
    origin: file,
    definitionHash: hash,
    state: "ready" as const,
  };
}

/**
 * Brings a workspace's tools in code in line with the files that were read: new ones are made, changed ones get another
 * version, those without a file cannot be called any more. A name that another tool has is left to it.
 */
export async function putCodeTools(tx: Transaction, workspaceId: string): Promise<void> {
  const { tools } = loadedTools();
  const now = new Date();
  const rows = await toolsOfKind(tx, workspaceId, "code");
  for (const tool of tools) {
    const row = rows.find(({ name }) => name === tool.name);
    if (row && row.definitionHash !== tool.hash)
      await changeTool(tx, workspaceId, row.id, rowOf(tool), now, { newVersion: true });
    else if (row && row.state !== "ready") await changeTool(tx, workspaceId, row.id, { state: "ready" }, now);
    else if (!row && !(await toolNamed(tx, workspaceId, tool.name)))
      await insertTool(tx, workspaceId, { ...rowOf(tool), kind: "code", output: {}, sample: null }, now);
  }
  for (const row of rows)
    if (row.state !== "gone" && !tools.some(({ name }) => name === row.name))
      await changeTool(tx, workspaceId, row.id, { state: "gone" }, now);
}
