import type { Transaction } from "../../platform/database.ts";
import type { Tool } from "../schema.ts";
import { changeTool, insertTool, toolNames, toolsOfKind } from "../store.ts";
import { localName, type RemoteDefinition, type RemoteTool, readRemoteTool } from "./definition.ts";
import type { ToolServer } from "./schema.ts";
import { writeServerCheck } from "./store.ts";

const timeoutMs = 10_000;

/** What anybody may be told of it, and nothing of what it may do: that stays as it was, or as strict as can be. */
const asRow = ({ description, inputSchema, hash }: RemoteDefinition) => ({
  description,
  inputSchema,
  definitionHash: hash,
});

/**
 * Writes down what a server offers now. A new tool waits until somebody allows it; one that is described differently than
 * when it was allowed waits again, and calls proposed before can no longer be approved; one that is gone cannot be called.
 */
export async function takeDefinitions(
  tx: Transaction,
  workspaceId: string,
  { server, offered, now }: { server: ToolServer; offered: RemoteTool[]; now: Date },
): Promise<void> {
  const rows = await toolsOfKind(tx, workspaceId, "mcp", server.id);
  const taken = await toolNames(tx, workspaceId);
  const problems: string[] = [];
  const kept = new Set<string>();
  for (const tool of offered) {
    const read = readRemoteTool(tool);
    if ("problem" in read) {
      problems.push(read.problem);
      continue;
    }
    if (kept.has(read.origin)) continue;
    kept.add(read.origin);
    const row = rows.find(({ origin }) => origin === read.origin);
    if (!row) {
      const name = localName(server.name, read.origin, taken);
      taken.push(name);
      await insertTool(
        tx,
        workspaceId,
        {
          ...asRow(read),
          name,
          kind: "mcp",
          state: "waits",
          origin: read.origin,
          serverId: server.id,
          // What a server says of its own tools' effects is no reason to trust it.
          effect: "write",
          approval: "always",
          request: { method: "POST", url: server.url, headers: {} },
          output: {},
          timeoutMs,
          sample: null,
        },
        now,
      );
    } else await follow(tx, workspaceId, row, read, now);
  }
  for (const row of rows)
    if (row.state !== "gone" && !kept.has(row.origin ?? ""))
      await changeTool(tx, workspaceId, row.id, { state: "gone" }, now);
  const problem = problems.length > 0 ? problems.join(" ").slice(0, 1000) : null;
  await writeServerCheck(tx, workspaceId, server.id, { checkedAt: now, problem });
}

async function follow(
  tx: Transaction,
  workspaceId: string,
  row: Tool,
  read: RemoteDefinition,
  now: Date,
): Promise<void> {
  if (row.definitionHash !== read.hash) {
    const state = row.state === "ready" || row.state === "changed" ? "changed" : "waits";
    await changeTool(tx, workspaceId, row.id, { ...asRow(read), state }, now, { newVersion: true });
  } else if (row.state === "gone") await changeTool(tx, workspaceId, row.id, { state: "waits" }, now);
}
