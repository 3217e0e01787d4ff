import { DomainError } from "../../errors.ts";
import type { Arrival } from "../../incoming-event/reception/arrival.ts";
import { readClientAddress } from "../../platform/client-address.ts";
import { newId } from "../../platform/ids.ts";

export const maxBodyBytes = 1024 * 1024;

/** Who calls, and the headers as they came over the wire where the host knows them: [name, value, name, value, …]. */
export type Peer = {
  remoteAddress: string | undefined;
  rawHeaders?: readonly string[];
  /** Set for a call from our own test console, which no guard keeps out. */
  ours?: true;
};

/** The call without its body. */
export function beginArrival(request: Request, peer: Peer): Arrival {
  const { url } = request;
  return {
    id: newId(),
    method: request.method,
    // Path and query: what follows the authority.
    url: url.slice(url.indexOf("/", url.indexOf("//") + 2)),
    // What main writes for its own parts is no header of the call.
    headers: (peer.rawHeaders ? pairs(peer.rawHeaders) : [...request.headers]).filter(
      ([name]) => !/^x-firstline-/i.test(name),
    ),
    body: null,
    bodySize: 0,
    remoteAddress: readClientAddress(request.headers) ?? peer.remoteAddress ?? null,
    receivedAt: new Date(),
    startedAt: performance.now(),
  };
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) list.push([rawHeaders[i]!, rawHeaders[i + 1]!]);
  return list;
}

/**
 * The raw bytes of the body, of which no more than the limit is ever read.
 * @throws DomainError("payload_too_large") with the announced or counted size in `bodySize` of the arrival;
 *   DomainError("incomplete_body") when the caller goes away or stalls
 */
export async function readCallBody(
  request: Request,
  arrival: Arrival,
  maxBytes = maxBodyBytes,
): Promise<Uint8Array> {
  const tooLarge = (size: number) => {
    arrival.bodySize = size;
    const limit = maxBytes === maxBodyBytes ? "1 MiB" : `${maxBytes} bytes`;
    return new DomainError("payload_too_large", `Send at most ${limit} in one request.`);
  };
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > maxBytes) throw tooLarge(Math.min(announced, 2 ** 31 - 1));
  try {
    // An announced length is enforced by the HTTP parser; only a body without one has to be counted.
    const body = Number.isNaN(announced)
      ? await readCounted(request, maxBytes, tooLarge)
      : new Uint8Array(await request.arrayBuffer());
    if (body.length > maxBytes) throw tooLarge(body.length);
    arrival.bodySize = body.length;
    return body;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("incomplete_body", "The body did not arrive whole.", { cause: error });
  }
}

async function readCounted(
  request: Request,
  maxBytes: number,
  tooLarge: (size: number) => DomainError,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by an error cancels the stream: the rest is never read.
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
