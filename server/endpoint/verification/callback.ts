import { createHash } from "node:crypto";
import { z } from "zod";
import { callbackSignature, openMessage, sealMessage } from "./callback-crypto.ts";
import { equalSecrets } from "./compare.ts";
import { hint } from "./hint.ts";
import { readXml } from "./read-xml.ts";
import { type ActiveSecret, type Refusal, refuse, type VerifiableRequest } from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";
import { checkFreshness, readTimestamp, type TimestampUnit } from "./timestamp.ts";

export const encodingAesKey = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9+/]{43}$/, "must be the 43 characters of the EncodingAESKey");

/** The three fields of a callback's settings, as WeCom's and DingTalk's screens name them. */
export const callbackSecret = z.strictObject({
  token: textSecret,
  encoding_aes_key: encodingAesKey,
  /** CorpID, SuiteID, AppKey: whom the messages are for. */
  receive_id: z.string().trim().max(128),
});

export type CallbackSecret = z.output<typeof callbackSecret>;

export const readCallbackSecret = (value: string): CallbackSecret => callbackSecret.parse(JSON.parse(value));

export const toleranceS = 300;

export type OpenedCallback = { ok: true; secretId: string; secret: CallbackSecret; text: string } | Refusal;

/**
 * Verifies the query of a sealed callback (signature over token, timestamp, nonce and the sealed text; then the time, then
 * whom it is for) and opens it. Nothing is decrypted before the signature is right.
 * @param names the query's names for the signature, the first that is there counts
 */
export function openCallback(input: {
  query: URLSearchParams;
  sealed: string;
  secrets: readonly ActiveSecret[];
  at: Date;
  names: string[];
  unit: TimestampUnit;
}): OpenedCallback {
  const { query, sealed, secrets, at, names, unit } = input;
  if (secrets.length === 0) return noSecret;
  const signature = names.map((name) => query.get(name)).find((value) => value);
  const timestamp = query.get("timestamp");
  const nonce = query.get("nonce");
  if (!signature || !timestamp || !nonce)
    return refuse(
      "missing_credential",
      `The address was called without ${names[0]}, timestamp and nonce in its query.`,
    );
  if (!/^[0-9a-f]{40}$/.test(signature))
    return refuse("signature_malformed", `${names[0]}: not a SHA-1 digest in hex.`);
  const ms = readTimestamp(timestamp, unit);
  if (ms === null)
    return refuse("timestamp_malformed", "The signed time is not written as this sender writes it.");
  const matched = secrets
    .map(({ id, value }) => ({ id, secret: readCallbackSecret(value) }))
    .find(({ secret }) => equalSecrets(signature, callbackSignature(secret.token, timestamp, nonce, sealed)));
  if (!matched)
    return refuse(
      "signature_mismatch",
      "The signature was made with another Token: compare the Token here with the one on the sender's screen.",
    );
  const stale = checkFreshness(ms, at, { toleranceS });
  if (stale) return stale;
  const { secret } = matched;
  const opened = openMessage(secret.encoding_aes_key, sealed);
  if (!opened)
    return refuse(
      "signature_mismatch",
      "The Token is right, but the message does not open: compare the EncodingAESKey with the one on the sender's screen.",
      hint("aes_key_differs"),
    );
  if (!equalSecrets(opened.receiveId, secret.receive_id))
    return refuse(
      "token_mismatch",
      `The message opens, but is addressed to "${opened.receiveId.slice(0, 64)}", not to the receive id configured here.`,
      hint("receive_id_differs", { received: opened.receiveId.slice(0, 64) }),
    );
  return { ok: true, secretId: matched.id, secret, text: opened.text.toString("utf8") };
}

export const noSecret = refuse(
  "no_secret_configured",
  "This endpoint has no secret: all requests are refused.",
);

/** Seals a message and signs the address it is posted to. */
export function sealCallback(
  { token, encoding_aes_key, receive_id }: CallbackSecret,
  input: { url: string; text: string; timestamp: string; seed: string; name: string },
): { url: string; sealed: string } {
  const { url, text, timestamp, seed, name } = input;
  const random = createHash("sha256").update(`${encoding_aes_key}/${seed}`).digest();
  const nonce = random.toString("hex", 16, 24);
  const sealed = sealMessage(encoding_aes_key, { text, receiveId: receive_id, random });
  const signature = callbackSignature(token, timestamp, nonce, sealed);
  const query = new URLSearchParams({ [name]: signature, timestamp, nonce });
  return { url: `${url}${url.includes("?") ? "&" : "?"}${query}`, sealed };
}

export function queryOf(request: Pick<VerifiableRequest, "url">): URLSearchParams {
  const mark = request.url.indexOf("?");
  return new URLSearchParams(mark < 0 ? "" : request.url.slice(mark + 1));
}

/** The one text under `name` in a JSON object or in XML, for the field that has to be read before it can be verified. */
export function sealedField(body: Uint8Array, name: "Encrypt" | "encrypt"): string | null {
  const text = Buffer.from(body).toString("utf8");
  try {
    const value: unknown = text.trimStart().startsWith("<") ? readXml(text) : JSON.parse(text);
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
    const field = (value as Record<string, unknown>)[name];
    return typeof field === "string" && field !== "" ? field : null;
  } catch {
    return null;
  }
}

/** The JSON that an opened message stands for: its XML's fields, or the JSON it is. */
export function messageContent(text: string): Uint8Array {
  const value = text.trimStart().startsWith("<") ? readXml(text) : null;
  return Buffer.from(value === null ? text : JSON.stringify(value));
}
