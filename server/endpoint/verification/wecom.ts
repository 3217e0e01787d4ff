import { z } from "zod";
import {
  type CallbackSecret,
  callbackSecret,
  encodingAesKey,
  messageContent,
  noSecret,
  openCallback,
  queryOf,
  readCallbackSecret,
  sealCallback,
  sealedField,
  toleranceS,
} from "./callback.ts";
import { callbackSignature } from "./callback-crypto.ts";
import { equalSecrets } from "./compare.ts";
import { textHandshake } from "./handshake.ts";
import {
  defineScheme,
  type Refusal,
  refuse,
  type Signed,
  type VerifiableRequest,
  type VerificationInput,
} from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";
import { checkFreshness, readTimestamp, writeTimestamp } from "./timestamp.ts";

const notSealed = refuse("missing_credential", "The body carries no encrypted message (Encrypt).");

/**
 * WeCom's callbacks (developer.work.weixin.qq.com, document 90930): XML (or JSON, from its bots) whose `Encrypt` is sealed
 * with the EncodingAESKey; the address is verified by GET with a sealed `echostr`, which is answered opened.
 */
export const wecom = defineScheme({
  options: z.strictObject({}),
  secret: callbackSecret,
  bodyForm: "xml",
  acceptedStatus: 200,
  verify({ request, secrets, at }) {
    if (secrets.length === 0) return noSecret;
    const sealed = sealedField(request.body, "Encrypt") ?? sealedField(request.body, "encrypt");
    if (sealed === null) return notSealed;
    const opened = openCallback({ query: queryOf(request), sealed, secrets, at, names, unit: "s" });
    return opened.ok ? { ok: true, secretId: opened.secretId, content: messageContent(opened.text) } : opened;
  },
  handshakeByQuery({ request, secrets, at }) {
    const query = queryOf(request);
    // A plus sign in base64 that was not escaped arrives as a space.
    const sealed = query.get("echostr")?.replaceAll(" ", "+");
    if (!sealed) return null;
    const opened = openCallback({ query, sealed, secrets, at, names, unit: "s" });
    return opened.ok ? textHandshake(opened.text) : opened;
  },
  sign: ({ request, secret, at, seed }) => seal(request, readCallbackSecret(secret), at, seed),
  credentialHeaders: () => [],
});

function seal(request: VerifiableRequest, secret: CallbackSecret, at: Date, seed: string): Signed {
  const { url, sealed } = sealCallback(secret, {
    url: request.url,
    text: Buffer.from(request.body).toString("utf8"),
    timestamp: writeTimestamp(at, "s"),
    seed,
    name: "msg_signature",
  });
  const body = `<xml><ToUserName><![CDATA[${secret.receive_id}]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;
  return { headers: { "content-type": "text/xml" }, url, body: Buffer.from(body) };
}

const names = ["msg_signature"];

const accountSecret = z.strictObject({
  token: textSecret,
  /** Given in safe mode: then messages are sealed, and only sealed ones are taken. */
  encoding_aes_key: encodingAesKey.optional(),
  app_id: z.string().trim().max(128).optional(),
});

type AccountSecret = z.output<typeof accountSecret>;
const readAccountSecret = (value: string): AccountSecret => accountSecret.parse(JSON.parse(value));

/** The query's own signature, over token, timestamp and nonce: it proves the caller, not the body. */
function verifyCaller({
  request,
  secrets,
  at,
}: Pick<VerificationInput<unknown>, "request" | "secrets" | "at">): { ok: true; secretId: string } | Refusal {
  const query = queryOf(request);
  const [signature, timestamp, nonce] = ["signature", "timestamp", "nonce"].map((name) => query.get(name));
  if (secrets.length === 0) return noSecret;
  if (!signature || !timestamp || !nonce)
    return refuse("missing_credential", "The address was called without signature, timestamp and nonce.");
  const ms = readTimestamp(timestamp, "s");
  if (ms === null) return refuse("timestamp_malformed", "The signed time is not in Unix seconds.");
  const matched = secrets.find(({ value }) =>
    equalSecrets(signature, callbackSignature(readAccountSecret(value).token, timestamp, nonce)),
  );
  if (!matched)
    return refuse(
      "signature_mismatch",
      "The signature was made with another Token: compare the Token here with the one on the sender's screen.",
    );
  return checkFreshness(ms, at, { toleranceS }) ?? { ok: true, secretId: matched.id };
}

/**
 * WeChat Official Accounts (developers.weixin.qq.com, "Access guide" and "Message encryption"): in plain mode only the caller
 * is proven; in safe mode messages are sealed as WeCom's are, with the AppID as the receive id.
 */
export const wechatMp = defineScheme({
  options: z.strictObject({}),
  secret: accountSecret as unknown as z.ZodType<Record<string, string>>,
  bodyForm: "xml",
  acceptedStatus: 200,
  verify(input) {
    const { request, secrets, at } = input;
    const sealing = secrets.filter(({ value }) => readAccountSecret(value).encoding_aes_key);
    if (sealing.length === 0) {
      const caller = verifyCaller(input);
      return caller.ok
        ? { ...caller, content: messageContent(Buffer.from(request.body).toString("utf8")) }
        : caller;
    }
    const sealed = sealedField(request.body, "Encrypt");
    if (sealed === null) return notSealed;
    const asCallback = sealing.map(({ id, value }) => {
      const { token, encoding_aes_key, app_id = "" } = readAccountSecret(value);
      return { id, value: JSON.stringify({ token, encoding_aes_key, receive_id: app_id }) };
    });
    const query = queryOf(request);
    const opened = openCallback({ query, sealed, secrets: asCallback, at, names, unit: "s" });
    return opened.ok ? { ok: true, secretId: opened.secretId, content: messageContent(opened.text) } : opened;
  },
  handshakeByQuery(input) {
    const echo = queryOf(input.request).get("echostr");
    // Only what WeChat sends is echoed: digits and letters, so that nobody makes a page of it.
    if (!echo || !/^[\w-]{1,128}$/.test(echo)) return null;
    const caller = verifyCaller(input);
    return caller.ok ? textHandshake(echo) : caller;
  },
  sign({ request, secret: value, at, seed }) {
    const { token, encoding_aes_key, app_id = "" } = readAccountSecret(value);
    if (encoding_aes_key) return seal(request, { token, encoding_aes_key, receive_id: app_id }, at, seed);
    const timestamp = writeTimestamp(at, "s");
    const signature = callbackSignature(token, timestamp, seed);
    const query = new URLSearchParams({ signature, timestamp, nonce: seed });
    return {
      headers: { "content-type": "text/xml" },
      url: `${request.url}${request.url.includes("?") ? "&" : "?"}${query}`,
    };
  },
  credentialHeaders: () => [],
});
