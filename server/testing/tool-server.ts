import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ToolRequestSeen = { method: string; url: string; headers: IncomingHttpHeaders; body: string };

/** A system that tools call: real HTTP on loopback, remembering every request. */
export async function startToolServer(
  answer: (request: ToolRequestSeen, response: ServerResponse) => void = (_, response) => response.end("{}"),
) {
  const seen: ToolRequestSeen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const one = { method: request.method!, url: request.url!, headers: request.headers, body };
    seen.push(one);
    answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
