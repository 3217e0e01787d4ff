import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import { decodeDigest, equalDigests, equalSecrets } from "./compare.ts";
import { onlyValue } from "./digest.ts";
import { defineScheme, refuse, type Verification, type VerificationInput } from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";

const header = "x-twilio-signature";

/**
 * Twilio (twilio-node, src/webhooks/webhooks.ts): HMAC-SHA1 in base64 over the full URL and, for form bodies, every
 * parameter's name and values, sorted and without repeats. A JSON body is signed by its SHA-256 in the URL's `bodySHA256`.
 * Twilio adds or drops the default port, so both spellings of the URL count.
 */
function verifyTwilio({ request, secrets }: VerificationInput<unknown>): Verification {
  if (secrets.length === 0)
    return refuse("no_secret_configured", "This endpoint has no secret: all requests are refused.");
  const value = onlyValue(request, header);
  if (typeof value !== "string") return value;
  const received = decodeDigest(value, "base64");
  if (!received) return refuse("signature_malformed", `${header}: not a digest in base64.`);

  const bodyDigest = new URL(request.url).searchParams.get("bodySHA256");
  let fields = "";
  if (bodyDigest === null) fields = formContent(request.body);
  else if (!equalSecrets(createHash("sha256").update(request.body).digest("hex"), bodyDigest.toLowerCase()))
    return refuse("signature_mismatch", "The body is not the one whose SHA-256 stands in the URL.");

  const matched = secrets.find((secret) =>
    spellings(request.url).some((url) => {
      const expected = createHmac("sha1", secret.value).update(`${url}${fields}`, "utf8").digest();
      return equalDigests(received, expected);
    }),
  );
  return matched
    ? { ok: true, secretId: matched.id }
    : refuse(
        "signature_mismatch",
        "It matches none of the endpoint's secrets over the endpoint's URL and the body: the auth token differs, or Twilio calls another address than the one shown here.",
      );
}

function formContent(body: Uint8Array): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString("utf8")))
    values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values.keys()]
    .sort()
    .map((name) =>
      [...values.get(name)!]
        .sort()
        .map((value) => name + value)
        .join(""),
    )
    .join("");
}

/** The URL with its default port and without it. */
function spellings(url: string): string[] {
  const { protocol, port } = new URL(url);
  const [scheme, rest] = [url.slice(0, url.indexOf("//") + 2), url.slice(url.indexOf("//") + 2)];
  const [, authority = "", tail = ""] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
  const host = authority.replace(/:\d+$/, "");
  const withPort = `${scheme}${host}:${port || (protocol === "https:" ? 443 : 80)}${tail}`;
  return [url, withPort, `${scheme}${host}${tail}`];
}

export const twilio = defineScheme({
  options: z.strictObject({}),
  secret: textSecret,
  verify: verifyTwilio,
  sign({ request: { url, headers, body }, secret }) {
    const isForm = headers.get("content-type")?.[0]?.startsWith("application/x-www-form-urlencoded");
    const digest = createHash("sha256").update(body).digest("hex");
    const signedUrl = isForm ? url : `${url}${url.includes("?") ? "&" : "?"}bodySHA256=${digest}`;
    const content = `${signedUrl}${isForm ? formContent(body) : ""}`;
    return {
      headers: { [header]: createHmac("sha1", secret).update(content, "utf8").digest("base64") },
      url: signedUrl,
    };
  },
  bodyForm: "form",
  acceptedStatus: 200,
  credentialHeaders: () => [],
});
