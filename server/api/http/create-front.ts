import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { stampClientAddress } from "../../platform/client-address.ts";
import { setCommonHeaders, setPagePolicy } from "./security-headers.ts";

/** Who calls, and the headers as they came: [name, value, name, value, …], repeated ones apart. */
export type PeerInfo = { remoteAddress: string | undefined; rawHeaders: readonly string[] };
export type WebHandler = (request: Request, peer: PeerInfo) => Promise<Response>;

/** A path (exact, or a prefix that ends in "/") and who answers it. */
export type Mount = { path: string; handler: WebHandler };

type NodeHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

function isAt(path: string, mount: string): boolean {
  return mount.endsWith("/") ? path.startsWith(mount) : path === mount;
}

/**
 * The one port: what must be fast or must answer while screens are not built is mounted in front of Next, as plain
 * `(Request) => Response` functions; everything else is a page.
 */
export function createFront(options: {
  publicUrl: string;
  /** Proxies of our own in front, whose X-Forwarded-For says who called. */
  trustedProxyHops: number;
  mounts: Mount[];
  pages: NodeHandler | undefined;
}): RequestListener {
  const { publicUrl, trustedProxyHops, pages } = options;
  const mounts = options.mounts.map(({ path, handler }) => ({
    path,
    listener: getRequestListener(
      (request, env) => {
        const { socket, rawHeaders } = (env as { incoming: IncomingMessage }).incoming;
        return handler(request, { remoteAddress: socket.remoteAddress, rawHeaders });
      },
      // Next lives in the same process and has its own idea of Request and Response.
      { overrideGlobalObjects: false },
    ),
  }));
  return (request, response) => {
    stampClientAddress(request, trustedProxyHops);
    setCommonHeaders(response, publicUrl);
    // An absolute-form target or a stray "//host" is a path here, never an address to go to.
    const path = (request.url ?? "/").split("?", 1)[0]!;
    const mount = mounts.find((candidate) => isAt(path, candidate.path));
    if (mount) return void mount.listener(request, response);
    if (!path.startsWith("/") || !pages) {
      response.writeHead(pages ? 400 : 404, { "content-type": "text/plain" });
      response.end(pages ? "Bad request" : "Not found");
      return;
    }
    setPagePolicy(request, response);
    pages(request, response);
  };
}
