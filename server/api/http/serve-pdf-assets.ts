import { readFile } from "node:fs/promises";
import { join } from "node:path";

export const pdfAssetsPath = "/api/pdf/";

const assets = join(import.meta.dirname, "../../../node_modules/pdfjs-dist");
/** PDF.js's own worker, the tables of Chinese encodings, and the fonts that files may leave out. */
const known = /^(?:build\/pdf\.worker\.min\.mjs|cmaps\/[\w-]+\.bcmap|standard_fonts\/[\w-]+\.(?:pfb|ttf))$/;
const mediaTypes: Record<string, string> = { mjs: "text/javascript" };

/** What PDF.js loads beside itself, from our own address and out of its package. */
export async function servePdfAssets(request: Request): Promise<Response> {
  const name = new URL(request.url).pathname.slice(pdfAssetsPath.length);
  if (request.method !== "GET" || !known.test(name)) return new Response("Not found", { status: 404 });
  const bytes = await readFile(join(assets, name)).catch(() => undefined);
  if (!bytes) return new Response("Not found", { status: 404 });
  const type = mediaTypes[name.split(".").at(-1)!] ?? "application/octet-stream";
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": type,
      "cache-control": "public, max-age=86400",
      "x-content-type-options": "nosniff",
    },
  });
}
