import { isIP } from "node:net";
import { Agent, type Dispatcher } from "undici";
import { DomainError } from "../errors.ts";
import type { Outbound, OutboundRequest, OutboundResponse } from "./outbound.ts";
import { canonicalHostPort, checkAddress } from "./outbound-guard/check-address.ts";
import { checkHeaders } from "./outbound-guard/check-headers.ts";
import { checkMailServer } from "./outbound-guard/check-mail-server.ts";
import {
  guardedLookup,
  type Resolve,
  resolvePublic,
  systemResolve,
} from "./outbound-guard/guarded-lookup.ts";
import { sendMail } from "./outbound-mail.ts";
import { UnreachableError } from "./unreachable-error.ts";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** Errors from before a request could be written: no address, no connection, no trusted certificate. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

const common: Agent.Options = {
  connections: 16,
  pipelining: 1,
  keepAliveTimeout: 10_000,
  allowH2: false,
  maxHeaderSize: 16 * 1024,
};

/** Reads at most `limit` bytes and lets go of the rest. */
async function readCapped(body: Dispatcher.ResponseData["body"], limit: number) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let truncated = false;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    const room = limit - length;
    if (chunk.byteLength > room) {
      chunks.push(chunk.subarray(0, room));
      truncated = true;
      break;
    }
    chunks.push(chunk);
    length += chunk.byteLength;
  }
  // A character that the limit cuts in two is left out.
  const bytes = Buffer.concat(chunks);
  return { body: new TextDecoder().decode(bytes, { stream: truncated }), bytes, truncated };
}

/** undici wraps what our own lookup threw; whoever asked wants to hear that. */
function ownReason(error: unknown): DomainError | undefined {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    if (e instanceof DomainError) return e;
    const found =
      e instanceof AggregateError ? e.errors.find((one) => one instanceof DomainError) : undefined;
    if (found) return found;
  }
  return undefined;
}

/**
 * The only way out (DESIGN.md invariant 6). Proxies named by the environment are not used: what a proxy connects to cannot
 * be checked here.
 * @param options.allowPrivateHosts exact host:port pairs the operator opened beside the public internet
 * @param options.resolve how names become addresses; the system's way unless a test says otherwise
 */
export function createOutbound(options: {
  allowPrivateHosts: readonly string[];
  resolve?: Resolve;
}): Outbound & { close(): Promise<void> } {
  const resolve = options.resolve ?? systemResolve;
  const allowed = new Set(options.allowPrivateHosts.map(canonicalHostPort));
  const guarded = new Agent({ ...common, connect: { lookup: guardedLookup(resolve) } });
  // A pool of its own: no connection made for an opened host ever serves anyone else.
  const opened = new Agent(common);

  async function send(request: OutboundRequest): Promise<OutboundResponse> {
    const { url, isOpened } = checkAddress(request.url, allowed);
    const method = request.method.toUpperCase();
    if (!methods.has(method))
      throw new DomainError("invalid_input", `The method ${method.slice(0, 20)} is not sent.`);
    const headers = checkHeaders(request.headers);
    const signal = AbortSignal.timeout(request.timeoutMs);
    try {
      const answer = await (isOpened ? opened : guarded).request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: method as Dispatcher.HttpMethod,
        headers: Object.fromEntries([["accept-encoding", "identity"], ...headers]),
        ...(request.body === undefined ? {} : { body: request.body }),
        signal,
        headersTimeout: request.timeoutMs,
        bodyTimeout: request.timeoutMs,
      });
      const kept = await readCapped(answer.body, request.maxResponseBytes);
      const answered = Object.entries(answer.headers).map(([name, value]) => [
        name,
        [value ?? ""].flat().join(", "),
      ]);
      return { status: answer.statusCode, headers: Object.fromEntries(answered), ...kept };
    } catch (error) {
      const reason = ownReason(error);
      if (reason) throw reason;
      if (signal.aborted)
        throw new UnreachableError(`${url.host} did not answer within ${request.timeoutMs} ms.`, {
          mayHaveArrived: true,
          cause: error,
        });
      const { code, message } = error as { code?: string; message?: string };
      throw new UnreachableError(`${url.host} could not be reached: ${code ?? message}.`, {
        mayHaveArrived: !neverSent.test(code ?? ""),
        cause: error,
      });
    }
  }

  /** A name that has no address just now is not refused: the connection's own lookup decides, every time. */
  async function checkName(host: string): Promise<void> {
    if (isIP(host)) return;
    await resolvePublic(host, resolve).catch((error: unknown) => {
      if (error instanceof DomainError) throw error;
    });
  }

  return {
    async checkUrl(text) {
      const { url, isOpened } = checkAddress(text, allowed);
      if (!isOpened) await checkName(url.hostname.replace(/^\[|\]$/g, ""));
      return url;
    },
    fetch: send,
    async checkMailServer(server) {
      const { host, isOpened } = checkMailServer(server, allowed);
      if (!isOpened) await checkName(host);
    },
    sendMail: (input) => sendMail(input, { allowed, resolve }),
    async close() {
      await Promise.all([guarded.destroy(), opened.destroy()]);
    },
  };
}
