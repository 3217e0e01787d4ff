import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type pg from "pg";

type Answer = { status: number; body: unknown; type?: string };
/** Answers instead of the server; undefined lets it do its work, and a promise that does not end lets the caller wait. */
export type Interference = (request: {
  method: string;
  path: string;
}) => Promise<Answer> | Answer | undefined;

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** Calls an SQL function the way PostgREST does: the arguments of one JSON object by name, rows as JSON. */
async function callFunction(pool: pg.Pool, name: string, args: string): Promise<Answer> {
  const { rows } = await pool.query<{ names: string[]; types: string[]; composite: boolean }>(
    `SELECT coalesce(p.proargnames[1:p.pronargs], '{}') AS names, p.proargmodes IS NOT NULL AS composite,
       ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes::oid[]) AS t) AS types
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.proname = $1`,
    [name],
  );
  const found = rows[0];
  if (!found)
    return { status: 404, body: { code: "PGRST202", message: `Could not find the function public.${name}` } };
  const columns = found.names.map((argument, i) => `${argument} ${found.types[i]}`);
  const given = found.names.map((argument) => `${argument} => a.${argument}`);
  const from =
    columns.length > 0
      ? `json_to_record($1::json) AS a(${columns.join(", ")}), LATERAL ${name}(${given.join(", ")}) AS r`
      : `(SELECT $1::text) AS a, ${name}() AS r`;
  try {
    const answer = await pool.query(`SELECT coalesce(json_agg(r), '[]')::text AS body FROM ${from}`, [args]);
    return { status: 200, body: JSON.parse(answer.rows[0].body) };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { status: 400, body: { code, message } };
  }
}

/** Supabase's Storage as far as buckets and their files go. */
function createStorage() {
  const buckets = new Map<string, Map<string, { bytes: Buffer; type: string }>>();
  const missing = (what: string): Answer => ({
    status: 400,
    body: { statusCode: "404", error: `${what} not found`, message: `${what} not found` },
  });
  async function answer(method: string, path: string, request: IncomingMessage): Promise<Answer> {
    const body = await bytesOf(request);
    if (path === "bucket" && method === "POST") {
      const { id, public: open } = JSON.parse(body.toString());
      if (open) return { status: 400, body: { message: "A bucket of documents is private." } };
      buckets.set(id, buckets.get(id) ?? new Map());
      return { status: 200, body: { name: id } };
    }
    const [, bucket = "", file = ""] = /^object\/(?:authenticated\/)?([^/]+)\/?(.*)$/.exec(path) ?? [];
    const files = buckets.get(bucket);
    if (!files) return missing("Bucket");
    if (method === "DELETE") {
      const { prefixes } = JSON.parse(body.toString()) as { prefixes: string[] };
      return { status: 200, body: prefixes.filter((one) => files.delete(one)).map((name) => ({ name })) };
    }
    if (method === "POST") {
      if (files.has(file) && request.headers["x-upsert"] !== "true")
        return { status: 400, body: { statusCode: "409", message: "The resource already exists" } };
      files.set(file, { bytes: body, type: request.headers["content-type"] ?? "" });
      return { status: 200, body: { Key: `${bucket}/${file}`, Id: file } };
    }
    const kept = files.get(file);
    return kept ? { status: 200, body: kept.bytes, type: kept.type } : missing("Object");
  }
  return { answer, files: () => [...buckets.values()].flatMap((files) => [...files.keys()]) };
}

/**
 * What of Supabase is used, over real HTTP: its REST interface runs SQL functions on `pool`, its Storage keeps files in
 * memory. Any other key than `key` is refused as the real gateway refuses it.
 */
export async function startSupabaseServer(pool: pg.Pool, key: string) {
  const storage = createStorage();
  const asked: string[] = [];
  let interference: Interference | undefined;
  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = decodeURIComponent(new URL(request.url ?? "", "http://x").pathname);
    const method = request.method ?? "";
    asked.push(`${method} ${path}`);
    const other = await interference?.({ method, path });
    if (other) return other;
    if (request.headers.apikey !== key || request.headers.authorization !== `Bearer ${key}`)
      return { status: 401, body: { message: "Invalid API key" } };
    if (path.startsWith("/rest/v1/rpc/"))
      return callFunction(pool, path.slice("/rest/v1/rpc/".length), (await bytesOf(request)).toString());
    if (path.startsWith("/storage/v1/"))
      return storage.answer(method, path.slice("/storage/v1/".length), request);
    return { status: 404, body: { message: "no Route matched with those values" } };
  }
  const server = createServer(async (request, response) => {
    const { status, body, type = "application/json" } = await answer(request);
    const raw = typeof body === "string" || Buffer.isBuffer(body);
    response.writeHead(status, { "content-type": type }).end(raw ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    files: storage.files,
    interfere(how: Interference | undefined) {
      interference = how;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
