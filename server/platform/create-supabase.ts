import type { SupabaseClient } from "@supabase/supabase-js";
import { DomainError } from "../errors.ts";
import { type Supabase, SupabaseError } from "./supabase.ts";

const bucket = "firstline-documents";
const filesPerRequest = 100;
/** A file of 20 MB takes a slow line this long; a search is given up long before. */
const timeouts = { function: 8000, file: 60_000 };

type Failure = { message: string; status?: number | undefined; statusCode?: string | undefined };

/** How a call that got no answer begins: the client keeps nothing of an error but its text. */
const unreached = "No answer came";

/** The whole answer, or an error that says there was none. */
async function fetchWithin(
  timeoutMs: number,
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  try {
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const body = await response.arrayBuffer();
    return new Response(body.byteLength > 0 ? body : null, response);
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } };
    throw new Error(`${unreached}: ${cause?.code ?? message}`, { cause: error });
  }
}

/** Storage answers 400 for much, and says what it means in its body. */
function failed(error: Failure, status: number | undefined): DomainError {
  const meant = Number(error.statusCode) || status || undefined;
  const refused = meant === 401 || meant === 403;
  const sentence = refused
    ? "Supabase refused the key: check SUPABASE_SERVICE_ROLE_KEY."
    : "Supabase does not answer as it should. Try again in a moment.";
  return new DomainError("storage_unavailable", sentence, {
    cause: new SupabaseError(error.message, {
      statusCode: meant,
      answered: !error.message.includes(unreached),
      cause: error,
    }),
    retryAfterSeconds: 5,
  });
}

/**
 * Speaks to a Supabase project by supabase-js, which is loaded with the first call. The address comes from the operator's
 * environment and is trusted.
 */
export function createSupabase(
  settings: { url: string; serviceRoleKey: string },
  limits: Partial<typeof timeouts> = {},
): Supabase {
  const { function: functionMs, file: fileMs } = { ...timeouts, ...limits };
  const clients = new Map<number, Promise<SupabaseClient>>();
  const client = (timeoutMs: number) => {
    const made = clients.get(timeoutMs) ?? connect(timeoutMs);
    clients.set(timeoutMs, made);
    return made;
  };
  async function connect(timeoutMs: number): Promise<SupabaseClient> {
    const { createClient } = await import("@supabase/supabase-js");
    return createClient(settings.url, settings.serviceRoleKey, {
      // Nobody is signed in here: the key is the caller, and nothing of it is kept.
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: {
        fetch: (input, init) => fetchWithin(timeoutMs, input, init),
      },
    });
  }
  const files = async () => (await client(fileMs)).storage.from(bucket);

  async function makeBucket(): Promise<void> {
    const { error } = await (await client(fileMs)).storage.createBucket(bucket, { public: false });
    // Another process made it meanwhile.
    if (error && !/already exists/i.test(error.message)) throw failed(error, error.status);
  }

  return {
    async callFunction(name, args) {
      const { data, error, status } = await (await client(functionMs)).rpc(name, args);
      if (error) throw failed(error, status);
      if (!Array.isArray(data))
        throw failed({ message: `${name} answered ${typeof data} instead of rows.` }, undefined);
      return data;
    },
    async saveFile(path, { bytes, mediaType }) {
      const upload = async () =>
        (await files()).upload(path, bytes, { contentType: mediaType, upsert: true });
      let { data, error } = await upload();
      if (error && /bucket not found/i.test(error.message)) {
        await makeBucket();
        ({ data, error } = await upload());
      }
      if (error) throw failed(error, error.status);
      if (data?.fullPath !== `${bucket}/${path}`)
        throw failed({ message: "Storage does not say that it keeps the file." }, undefined);
    },
    async readFile(path) {
      const { data, error } = await (await files()).download(path);
      if (error) throw failed(error, (error as Failure).status);
      return new Uint8Array(await data.arrayBuffer());
    },
    async removeFiles(paths) {
      for (let from = 0; from < paths.length; from += filesPerRequest) {
        const { error } = await (await files()).remove(paths.slice(from, from + filesPerRequest));
        if (error && !/bucket not found/i.test(error.message)) throw failed(error, error.status);
      }
    },
  };
}
