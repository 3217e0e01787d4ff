export class TooLargeError extends Error {}

/**
 * The body of a request as text, read no further than `limit` bytes.
 * @throws TooLargeError beyond that
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit) throw new TooLargeError(`The body is larger than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
