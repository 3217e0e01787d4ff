import { z } from "zod";
import { queryOf } from "./callback.ts";
import { equalSecrets } from "./compare.ts";
import { signDigest, verifyDigest } from "./digest.ts";
import type { DigestRule } from "./digest-rule.ts";
import { textHandshake } from "./handshake.ts";
import { defineScheme, refuse } from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";
import { signed } from "./signed-template.ts";

const secret = z.strictObject({ verify_token: textSecret, app_secret: textSecret });
const parse = (value: string) => secret.parse(JSON.parse(value));

const rule: DigestRule = {
  header: "x-hub-signature-256",
  form: { kind: "single", prefix: "sha256=" },
  algorithm: "sha256",
  encoding: "hex",
  key: (value) => Buffer.from(parse(value).app_secret, "utf8"),
  signed: signed("{body}"),
};

/**
 * Meta's webhooks (WhatsApp, Messenger, Instagram): X-Hub-Signature-256 over the body with the app secret; the address is
 * verified once by GET with hub.mode, hub.verify_token and hub.challenge. Anything but 200 counts as a failure there.
 */
export const meta = defineScheme({
  options: z.strictObject({}),
  secret,
  verify: (input) => verifyDigest(rule, input),
  sign: (input) => signDigest(rule, input),
  acceptedStatus: 200,
  handshakeByQuery({ request, secrets }) {
    const query = queryOf(request);
    const token = query.get("hub.verify_token");
    const challenge = query.get("hub.challenge");
    if (query.get("hub.mode") !== "subscribe" || !token || !challenge || challenge.length > 256) return null;
    return secrets.some(({ value }) => equalSecrets(token, parse(value).verify_token))
      ? textHandshake(challenge)
      : refuse(
          "token_mismatch",
          "The address was called with another verify token than the one configured here.",
        );
  },
  credentialHeaders: () => [],
});
