import { DomainError } from "../errors.ts";

/**
 * The request's bytes, read only as far as they are allowed to go.
 * @throws DomainError `payload_too_large` as soon as it is clear that there are more than `maxBytes`
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = () =>
    new DomainError("payload_too_large", `Send at most ${Math.floor(maxBytes / 1024)} kB.`);
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge();
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop by an error cancels the stream, so the rest is never read.
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
