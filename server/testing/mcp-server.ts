import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { z } from "zod";

export type OfferedTool = {
  description: string;
  input: z.ZodRawShape;
  run: (input: Record<string, unknown>) => object | Promise<object>;
};

/**
 * An MCP server by the protocol's own SDK, over real HTTP on loopback: what it offers is read anew for every request, and
 * may be changed meanwhile.
 */
export async function startMcpServer(offered: Record<string, OfferedTool>) {
  const calls: { name: string; input: unknown }[] = [];
  const seen: { method: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer(async (request, response) => {
    seen.push({ method: request.method!, headers: request.headers });
    const mcp = new McpServer({ name: "test", version: "1.0.0" });
    for (const [name, { description, input, run }] of Object.entries(offered))
      mcp.registerTool(name, { description, inputSchema: input }, async (given: Record<string, unknown>) => {
        calls.push({ name, input: given });
        return (await run(given)) as never;
      });
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
    response.on("close", () => {
      void transport.close();
      void mcp.close();
    });
    await mcp.connect(transport as never);
    await transport.handleRequest(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    offered,
    calls,
    seen,
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/mcp`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What a tool answers with a structured result. */
export const answer = (value: Record<string, unknown>) => ({
  content: [{ type: "text" as const, text: JSON.stringify(value) }],
});
