import { createHmac } from "node:crypto";
import { z } from "zod";
import { queryOf } from "./callback.ts";
import { signDigest, verifyDigest } from "./digest.ts";
import type { DigestRule } from "./digest-rule.ts";
import { jsonHandshake } from "./handshake.ts";
import { defineScheme } from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";
import { signed } from "./signed-template.ts";

const rule: DigestRule = {
  header: "x-twitter-webhooks-signature",
  form: { kind: "single", prefix: "sha256=" },
  algorithm: "sha256",
  encoding: "base64",
  signed: signed("{body}"),
};

/**
 * X's account activity (developer.x.com, "Securing webhooks"): sha256= and base64 over the body with the consumer secret; by
 * GET it asks for the same digest of its `crc_token`, at registration and about hourly.
 */
export const x = defineScheme({
  options: z.strictObject({}),
  secret: textSecret,
  acceptedStatus: 200,
  verify: (input) => verifyDigest(rule, input),
  sign: (input) => signDigest(rule, input),
  handshakeByQuery({ request, secrets }) {
    const token = queryOf(request).get("crc_token");
    // Anyone may ask: what is signed here must never be a body that we would take, which is a JSON object.
    if (!token || !/^[\w+/=-]{1,256}$/.test(token) || secrets.length === 0) return null;
    const digest = createHmac("sha256", secrets[0]!.value).update(token).digest("base64");
    return jsonHandshake({ response_token: `sha256=${digest}` });
  },
  credentialHeaders: () => [],
});
