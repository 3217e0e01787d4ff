import { createHash } from "node:crypto";
import { z } from "zod";
import {
  callbackSecret,
  messageContent,
  openCallback,
  queryOf,
  readCallbackSecret,
  sealCallback,
  sealedField,
} from "./callback.ts";
import { callbackSignature, sealMessage } from "./callback-crypto.ts";
import { jsonHandshake } from "./handshake.ts";
import { defineScheme, refuse } from "./scheme.ts";

/** What DingTalk wants for an answer: a text sealed and signed as its own messages are. */
export function sealAnswer(
  secretValue: string,
  text: string,
  at: Date,
  seed: string,
): Record<string, string> {
  const { token, encoding_aes_key, receive_id } = readCallbackSecret(secretValue);
  const digest = createHash("sha256").update(`${encoding_aes_key}/${seed}`).digest();
  const encrypt = sealMessage(encoding_aes_key, { text, receiveId: receive_id, random: digest });
  const [timeStamp, nonce] = [String(at.getTime()), digest.toString("hex", 16, 24)];
  return { msg_signature: callbackSignature(token, timeStamp, nonce, encrypt), timeStamp, nonce, encrypt };
}

/**
 * DingTalk's HTTP event push (open.dingtalk.com, "Configure event subscription"): `{encrypt}` sealed as WeCom seals, the
 * signature in the query; the answer is "success", sealed in turn. `check_url` and its suite forms verify the address.
 */
export const dingtalk = defineScheme({
  options: z.strictObject({}),
  secret: callbackSecret,
  acceptedStatus: 200,
  verify({ request, secrets, at }) {
    const sealed = sealedField(request.body, "encrypt");
    if (sealed === null && secrets.length > 0)
      return refuse("missing_credential", "The body carries no encrypted message (encrypt).");
    const names = ["msg_signature", "signature"];
    const opened = openCallback({
      query: queryOf(request),
      sealed: sealed ?? "",
      secrets,
      at,
      names,
      unit: "any",
    });
    return opened.ok ? { ok: true, secretId: opened.secretId, content: messageContent(opened.text) } : opened;
  },
  handshake(value, { secret, at, seed }) {
    const { EventType: type, Random: random } = (value ?? {}) as Record<string, unknown>;
    const text =
      type === "check_url"
        ? "success"
        : (type === "check_create_suite_url" || type === "check_update_suite_url") &&
            typeof random === "string"
          ? random
          : null;
    return text === null ? null : jsonHandshake(sealAnswer(secret, text, at, seed));
  },
  acknowledgement: ({ secret, at, seed }) => sealAnswer(secret, "success", at, seed),
  sign({ request, secret, at, seed }) {
    const { url, sealed } = sealCallback(readCallbackSecret(secret), {
      url: request.url,
      text: Buffer.from(request.body).toString("utf8"),
      timestamp: String(at.getTime()),
      seed,
      name: "msg_signature",
    });
    return { headers: {}, url, body: Buffer.from(JSON.stringify({ encrypt: sealed })) };
  },
  credentialHeaders: () => [],
});
