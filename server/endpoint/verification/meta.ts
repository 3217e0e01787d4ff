import { z } from "zod";
import { equalSecrets } from "./compare.ts";
import { verifyDigest } from "./digest.ts";
import { textHandshake } from "./handshake.ts";
import { defineScheme } from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";
import { signed } from "./signed-template.ts";

const secret = z.strictObject({ verify_token: textSecret, app_secret: textSecret });
const parse = (value: string) => secret.parse(JSON.parse(value));

/**
 * Meta's webhooks (WhatsApp, Messenger, Instagram): X-Hub-Signature-256 over the body with the app secret; the address is
 * verified once by GET with hub.mode, hub.verify_token and hub.challenge. Anything but 200 counts as a failure there.
 */
export const meta = defineScheme({
  options: z.strictObject({}),
  secret,
  verify: (input) =>
    verifyDigest(
      {
        header: "x-hub-signature-256",
        form: { kind: "single", prefix: "sha256=" },
        algorithm: "sha256",
        encoding: "hex",
        key: (value) => Buffer.from(parse(value).app_secret, "utf8"),
        signed: signed("{body}"),
      },
      input,
    ),
  acceptedStatus: 200,
  handshakeByQuery(query, secrets) {
    const token = query["hub.verify_token"];
    const challenge = query["hub.challenge"];
    if (query["hub.mode"] !== "subscribe" || !token || !challenge || challenge.length > 256) return null;
    return secrets.some(({ value }) => equalSecrets(token, parse(value).verify_token))
      ? textHandshake(challenge)
      : null;
  },
  credentialHeaders: () => [],
});
