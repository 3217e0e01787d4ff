import { createMCPClient, type MCPClient } from "@ai-sdk/mcp";
import type { Context } from "../../context.ts";
import { openSecrets } from "../../secret/open-secrets.ts";
import { serverSecret } from "../rules.ts";
import type { RemoteTool } from "./definition.ts";
import type { ToolServer } from "./schema.ts";

const largestAnswer = 1024 * 1024;
export const mostTools = 200;

/**
 * `fetch` for the client, by the guard of everything that leaves the machine. Nothing is followed and nothing stays open: a
 * stream is read to its end, and the server's own channel (GET) is not taken up.
 */
function guardedFetch(ctx: Context, timeoutMs: number): typeof globalThis.fetch {
  return async (target, init) => {
    const method = init?.method ?? "GET";
    if (method === "GET") return new Response(null, { status: 405 });
    const answer = await ctx.platform.outbound.fetch({
      url: String(target),
      method,
      headers: Object.fromEntries(new Headers(init?.headers)),
      ...(typeof init?.body === "string" && { body: init.body }),
      timeoutMs,
      maxResponseBytes: largestAnswer,
    });
    const { "content-length": _, ...headers } = answer.headers;
    return new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers });
  };
}

/** Does `work` in a session of its own with a server. @throws whatever the connection or `work` throws, or a time-out */
export async function inSession<T>(
  { ctx, server, timeoutMs }: { ctx: Context; server: ToolServer; timeoutMs: number },
  work: (client: MCPClient) => Promise<T>,
): Promise<T> {
  const [secret] = await openSecrets(ctx.platform.database.prisma, { ctx, owner: serverSecret(server.id) });
  const signal = AbortSignal.timeout(timeoutMs);
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
  const talk = async () => {
    const client = await createMCPClient({
      transport: {
        type: "http",
        url: server.url,
        headers: { "user-agent": "Firstline", ...(secret && { authorization: secret.value }) },
        // The session's own time ends first, and says so.
        fetch: guardedFetch(ctx, timeoutMs + 1000),
      },
      protocolVersionDiscovery: false,
      initializationOptions: { signal },
      onUncaughtError: (err) => ctx.platform.logger.debug({ err, server: server.id }, "mcp.error"),
    });
    try {
      return await work(client);
    } finally {
      await client.close().catch(() => {});
    }
  };
  return Promise.race([talk(), late]);
}

/** Everything a server offers, page by page, up to two hundred. */
export async function readTools(client: MCPClient): Promise<RemoteTool[]> {
  if (!client.initializeResult.capabilities.tools) return [];
  const found: RemoteTool[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTools(cursor ? { params: { cursor } } : {});
    found.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor && found.length < mostTools);
  return found.slice(0, mostTools);
}
