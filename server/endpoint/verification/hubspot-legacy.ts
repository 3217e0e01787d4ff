import { createHash } from "node:crypto";
import { z } from "zod";
import { noSecret } from "./callback.ts";
import { equalSecrets } from "./compare.ts";
import { onlyValue } from "./digest.ts";
import { defineScheme, refuse, type VerifiableRequest } from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";

const header = "x-hubspot-signature";

/**
 * HubSpot's versions 1 and 2 (hubspot-api-nodejs, src/utils/signature.ts): plain SHA-256 in hex that begins with the client
 * secret. Older apps and workflow actions still sign so; there is no time in it.
 */
function scheme(before: (request: VerifiableRequest) => string) {
  return defineScheme({
    options: z.strictObject({}),
    secret: textSecret,
    verify({ request, secrets }) {
      if (secrets.length === 0) return noSecret;
      const value = onlyValue(request, header);
      if (typeof value !== "string") return value;
      if (!/^[0-9a-f]{64}$/.test(value))
        return refuse("signature_malformed", `${header}: not a SHA-256 digest in hex.`);
      const matched = secrets.find((secret) =>
        equalSecrets(
          value,
          createHash("sha256")
            .update(secret.value + before(request))
            .update(request.body)
            .digest("hex"),
        ),
      );
      return matched
        ? { ok: true, secretId: matched.id }
        : refuse(
            "signature_mismatch",
            "It matches none of the endpoint's secrets over the bytes received: the client secret differs, or the request was changed on its way.",
          );
    },
    sign({ request, secret }) {
      const hash = createHash("sha256")
        .update(secret + before(request))
        .update(request.body);
      return { headers: { [header]: hash.digest("hex") } };
    },
    credentialHeaders: () => [],
  });
}

export const hubspotV1 = scheme(() => "");
export const hubspotV2 = scheme(({ method, url }) => method + url);
