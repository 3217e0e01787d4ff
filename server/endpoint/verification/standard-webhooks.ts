import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { decodeDigest } from "./compare.ts";
import { onlyValue, signDigest, verifyDigest } from "./digest.ts";
import type { DigestRule } from "./digest-rule.ts";
import { defineScheme, refuse, type Scheme, type Verification, type VerificationInput } from "./scheme.ts";
import { readSignatures } from "./signature-header.ts";
import { signed } from "./signed-template.ts";
import { checkFreshness, readTimestamp } from "./timestamp.ts";

/**
 * Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md), and Svix, which
 * names the headers svix-*: HMAC-SHA256 (`v1`) or Ed25519 (`v1a`) over id.timestamp.body, 300 s both ways, any signature
 * of the list may match.
 */
const toleranceS = 300;

const rule = (prefix: string): DigestRule => ({
  header: `${prefix}-signature`,
  form: { kind: "list", label: "v1", separator: " ", joint: "," },
  algorithm: "sha256",
  encoding: "base64",
  key: (secret) => Buffer.from(secret.replace(/^whsec_/, ""), "base64"),
  signed: signed(`{header.${prefix}-id}.{timestamp}.{body}`),
  timestamp: { from: { header: `${prefix}-timestamp` }, unit: "s", toleranceS },
});

const ed25519Prefix = Buffer.from("302a300506032b6570032100", "hex");

/** The key object of a `whpk_` public key: 32 raw bytes in base64, wrapped as SubjectPublicKeyInfo (RFC 8410). */
function publicKey(secret: string): KeyObject {
  const raw = Buffer.from(secret.slice("whpk_".length), "base64");
  return createPublicKey({ key: Buffer.concat([ed25519Prefix, raw]), format: "der", type: "spki" });
}

function verifyAsymmetric(
  prefix: string,
  { request, secrets, at }: VerificationInput<unknown>,
): Verification {
  const [id, time, header] = [`${prefix}-id`, `${prefix}-timestamp`, `${prefix}-signature`].map((name) =>
    onlyValue(request, name),
  );
  for (const value of [id, time, header]) if (typeof value === "object") return value;
  const { signatures, problem } = readSignatures(header as string, {
    kind: "list",
    label: "v1a",
    separator: " ",
    joint: ",",
  });
  if (problem) return refuse("signature_malformed", `${prefix}-signature: ${problem}`);
  if ((id as string).includes("."))
    return refuse("signature_malformed", `${prefix}-id must not contain ".".`);
  const timestampMs = readTimestamp(time as string, "s");
  if (timestampMs === null) return refuse("timestamp_malformed", "The signed time is not in Unix seconds.");

  const content = Buffer.concat([Buffer.from(`${id}.${time}.`, "latin1"), request.body]);
  const candidates = signatures.map((text) => decodeDigest(text, "base64")).filter((bytes) => bytes !== null);
  const matched = secrets.find((secret) => {
    const key = publicKey(secret.value);
    return candidates.some((candidate) => verify(null, content, key, candidate));
  });
  if (!matched) return refuse("signature_mismatch", "No signature was made by the private half of this key.");
  return checkFreshness(timestampMs, at, { toleranceS }) ?? { ok: true, secretId: matched.id };
}

const secret = z
  .string()
  .trim()
  .refine((value) => {
    const bytes = Buffer.from(value.replace(/^wh(sec|pk)_/, ""), "base64");
    const clean = value.replace(/^wh(sec|pk)_/, "").replace(/=+$/, "");
    if (bytes.toString("base64").replace(/=+$/, "") !== clean) return false;
    return value.startsWith("whpk_") ? bytes.length === 32 : bytes.length >= 16 && bytes.length <= 128;
  }, "must be whsec_ and 24 to 64 random bytes in base64 (or whpk_ and an Ed25519 public key)");

function scheme(prefix: string, ours: boolean): Scheme {
  const digestRule = rule(prefix);
  return defineScheme({
    options: z.strictObject({}),
    secret,
    ...(ours ? { ourSecret: "whsec" as const } : {}),
    verify(input) {
      // A public key and a shared secret are never mixed: each secret is tried by its own kind.
      const asymmetric = input.secrets.filter((each) => each.value.startsWith("whpk_"));
      if (asymmetric.length === 0) return verifyDigest(digestRule, input);
      const shared = input.secrets.filter((each) => !asymmetric.includes(each));
      const first = verifyAsymmetric(prefix, { ...input, secrets: asymmetric });
      return first.ok || shared.length === 0
        ? first
        : verifyDigest(digestRule, { ...input, secrets: shared });
    },
    sign({ request, secret, at, seed }) {
      const idHeader = `${prefix}-id`;
      const headers = new Map(request.headers);
      if (!headers.has(idHeader)) headers.set(idHeader, [`msg_${seed}`]);
      const signed = signDigest(digestRule, { request: { ...request, headers }, secret, at });
      return { headers: { [idHeader]: headers.get(idHeader)![0]!, ...signed.headers } };
    },
    idHeader: `${prefix}-id`,
    credentialHeaders: () => [],
  });
}

export const standardWebhooks = scheme("webhook", true);
export const svix = scheme("svix", false);
