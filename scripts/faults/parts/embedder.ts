import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type EmbedderServer = {
  baseUrl: string;
  /** How it answers from now on. */
  mood: "well" | "reset" | "silence" | "500" | "too few" | "wrong size";
  close(): void;
};

const dimensions = 16;

/** Letters counted into a few buckets: enough for texts to differ. */
function embed(text: string, size: number): number[] {
  const vector = Array.from({ length: size }, () => 0.01);
  for (const letter of text) vector[(letter.codePointAt(0) ?? 0) % size]! += 1;
  return vector;
}

/** An OpenAI-compatible embeddings API that can be taken away. */
export async function startEmbedder(): Promise<EmbedderServer> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    const { mood } = embedder;
    if (mood === "silence") return;
    if (mood === "reset") return void response.destroy();
    if (mood === "500") return void response.writeHead(500).end("{}");
    const texts = (JSON.parse(body) as { input: string[] }).input;
    const size = mood === "wrong size" ? dimensions / 2 : dimensions;
    const data = texts.map((text, index) => ({ index, embedding: embed(text, size) }));
    if (mood === "too few") data.pop();
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const embedder: EmbedderServer = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    mood: "well",
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return embedder;
}
