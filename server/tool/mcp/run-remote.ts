import type { Context } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { openSecrets } from "../../secret/open-secrets.ts";
import { readOutput, withoutSecrets } from "../output/read-output.ts";
import type { Sent } from "../request/send-request.ts";
import { serverSecret } from "../rules.ts";
import type { JsonObject, Tool } from "../schema.ts";
import { readRemoteTool } from "./definition.ts";
import { readAnswer } from "./read-answer.ts";
import { inSession, readTools } from "./session.ts";
import { findServer } from "./store.ts";
import { takeDefinitions } from "./take-definitions.ts";

const final = { kind: "answered", status: 400 } as const;
const changed =
  "The server describes this tool differently since it was allowed; an admin has to allow it again.";

/**
 * Calls a tool of an MCP server once, after the server has said again what the tool is: what is described otherwise than it
 * was allowed is not called. A failure is a sentence, never thrown.
 */
export async function runRemote(
  ctx: Context,
  tool: Tool,
  call: { id: string; input: JsonObject },
): Promise<Sent> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const server = tool.serverId ? await findServer(prisma, workspaceId, tool.serverId) : null;
  if (!server) return { result: final, output: null, error: "The server of this tool was removed." };
  const [secret] = await openSecrets(prisma, { ctx, owner: serverSecret(server.id) });
  const clean = (text: string) =>
    withoutSecrets(text, secret ? [secret.value, secret.value.replace(/^\S+\s+/, "")] : []);
  let isSent = false;
  try {
    return await inSession({ ctx, server, timeoutMs: tool.timeoutMs }, async (client): Promise<Sent> => {
      const offered = await readTools(client);
      const found = offered.find(({ name }) => name === tool.origin);
      const read = found && readRemoteTool(found);
      if (!read || "problem" in read || read.hash !== tool.definitionHash) {
        await prisma.$transaction((tx) =>
          takeDefinitions(tx, workspaceId, { server, offered, now: ctx.now() }),
        );
        return { result: final, output: null, error: changed };
      }
      isSent = true;
      const answer = readAnswer(await client.callTool({ name: tool.origin!, arguments: call.input }));
      if ("error" in answer) return { result: final, output: null, error: clean(answer.error) };
      const output = readOutput(tool.output, JSON.parse(clean(JSON.stringify(answer.value))));
      return "problem" in output
        ? { result: final, output: null, error: output.problem }
        : { result: { kind: "answered", status: 200 }, output: output.output, error: null };
    });
  } catch (error) {
    if (error instanceof DomainError) return { result: final, output: null, error: error.message };
    const isLate = error instanceof Error && error.name === "TimeoutError";
    const message = isLate
      ? `${new URL(server.url).host} did not answer within ${tool.timeoutMs} ms.`
      : clean(error instanceof Error ? error.message : String(error)).slice(0, 300);
    return { result: { kind: isSent ? "unknown" : "unsent" }, output: null, error: message };
  }
}
