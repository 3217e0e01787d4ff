import { createHmac, createSecretKey } from "node:crypto";
import { decodeDigest, equalDigests } from "./compare.ts";
import { diagnoseMismatch } from "./diagnose.ts";
import type { DigestRule } from "./digest-rule.ts";
import { hint } from "./hint.ts";
import {
  type Refusal,
  refuse,
  type Signed,
  type SigningInput,
  type VerifiableRequest,
  type Verification,
  type VerificationInput,
} from "./scheme.ts";
import { readSignatures } from "./signature-header.ts";
import { checkFreshness, readTimestamp, writeTimestamp } from "./timestamp.ts";

/** Checks one header value for presence: absent is no credential, twice is two claims. */
export function onlyValue(request: VerifiableRequest, name: string): string | Refusal {
  const values = request.headers.get(name) ?? [];
  if (values.length > 1)
    return refuse(
      "signature_malformed",
      `The header ${name} was sent ${values.length} times.`,
      hint("header_repeated", { header: name }),
    );
  return (
    values[0] ||
    refuse("missing_credential", `The header ${name} is missing.`, hint("header_missing", { header: name }))
  );
}

/** The digest of a rule over a request whose time and body are given. */
function digest(
  rule: DigestRule,
  secret: string,
  request: VerifiableRequest,
  timestamp: string,
  body: Uint8Array,
): Buffer {
  // Given as bytes, the key would be wrapped anew by createHmac, at three times the cost.
  const key = rule.key ? createSecretKey(rule.key(secret)) : secret;
  const hmac = createHmac(rule.algorithm, key);
  for (const part of rule.signed) {
    if (part.kind === "body") hmac.update(body);
    else if (part.kind === "header") hmac.update(request.headers.get(part.name)?.[0] ?? "", "latin1");
    else if (part.kind === "timestamp") hmac.update(timestamp, "latin1");
    else if (part.kind === "url") hmac.update(rule.url ? rule.url(request.url) : request.url);
    else hmac.update(part.kind === "literal" ? part.text : request.method);
  }
  return hmac.digest();
}

/** Verifies the signature over the raw bytes with every secret in force, then the freshness of the signed time. */
export function verifyDigest(
  rule: DigestRule,
  { request, secrets, at }: Pick<VerificationInput<unknown>, "request" | "secrets" | "at">,
): Verification {
  if (secrets.length === 0)
    return refuse("no_secret_configured", "This endpoint has no secret: all requests are refused.");
  const header = onlyValue(request, rule.header);
  if (typeof header !== "string") return header;
  const { fields, signatures, problem } = readSignatures(header, rule.form);

  const time = readHeaderTime(rule, request, fields);
  if (time && "ok" in time) return time;
  if (problem) return refuse("signature_malformed", `${rule.header}: ${problem}`);
  if (time?.ms === null) return malformedTime;
  const timestamp = time?.text ?? "";

  for (const [i, part] of rule.signed.entries()) {
    if (part.kind !== "header") continue;
    const value = onlyValue(request, part.name);
    if (typeof value !== "string") return value;
    // What separates two signed parts must not occur inside one, or two contents would share a signature.
    const next = rule.signed[i + 1];
    if (next?.kind === "literal" && value.includes(next.text))
      return refuse("signature_malformed", `The header ${part.name} must not contain "${next.text}".`);
  }

  const digests = signatures
    .map((signature) => decodeDigest(signature, rule.encoding))
    .filter((bytes) => bytes !== null);
  const matches = (variant: DigestRule, secret: string, body: Uint8Array, candidates: Buffer[]) => {
    const expected = digest(variant, secret, request, timestamp, body);
    return candidates.some((candidate) => equalDigests(candidate, expected));
  };
  const matched = secrets.find((secret) => matches(rule, secret.value, request.body, digests));
  if (!matched) {
    if (digests.length === 0)
      return refuse(
        "signature_malformed",
        `${rule.header}: not a ${rule.algorithm} digest in ${rule.encoding}.`,
        hint("digest_form", { header: rule.header, algorithm: rule.algorithm, encoding: rule.encoding }),
      );
    const { text, hint: found } = diagnoseMismatch(rule, request, secrets, digests, matches);
    return refuse("signature_mismatch", text, found);
  }
  return checkTime(rule, time ?? readBodyTime(rule, request), at) ?? { ok: true, secretId: matched.id };
}

/** Signs a request as the rule's sender would. */
export function signDigest(
  rule: DigestRule,
  { request, secret, at }: Pick<SigningInput<unknown>, "request" | "secret" | "at">,
): Signed {
  const { timestamp: time, form } = rule;
  const timestamp = time ? writeTimestamp(at, time.unit) : "";
  const body =
    time && "bodyField" in time.from
      ? Buffer.from(withField(request.body, time.from.bodyField, at.getTime()))
      : request.body;
  const signature = digest(rule, secret, request, timestamp, body).toString(rule.encoding);
  const headers: Record<string, string> = {};
  if (time && "header" in time.from) headers[time.from.header] = timestamp;
  const entry = form.kind === "single" ? form.prefix + signature : `${form.label}${form.joint}${signature}`;
  headers[rule.header] =
    time && "field" in time.from && form.kind === "list"
      ? `${time.from.field}${form.joint}${timestamp}${form.separator}${entry}`
      : entry;
  return { headers, body };
}

function withField(body: Uint8Array, name: string, value: number): string {
  const text = Buffer.from(body).toString("utf8");
  try {
    return JSON.stringify({ ...JSON.parse(text), [name]: value });
  } catch {
    return text;
  }
}

type SignedTime = { text: string; ms: number | null };

function checkTime(rule: DigestRule, time: SignedTime | null, at: Date): Verification | null {
  if (!rule.timestamp || !time) return null;
  return time.ms === null ? malformedTime : checkFreshness(time.ms, at, rule.timestamp);
}

const malformedTime = refuse(
  "timestamp_malformed",
  "The signed time is not written as this sender writes it.",
  hint("timestamp_form"),
);

/** The time that a header carries; null where there is none to carry it, a refusal where it is missing. */
function readHeaderTime(
  { timestamp }: DigestRule,
  request: VerifiableRequest,
  fields: Map<string, string>,
): SignedTime | Verification | null {
  if (!timestamp || "bodyField" in timestamp.from) return null;
  const { from, unit } = timestamp;
  const text = "header" in from ? onlyValue(request, from.header) : (fields.get(from.field) ?? "");
  return typeof text === "string" ? { text, ms: readTimestamp(text, unit) } : text;
}

/** The time that the JSON body carries at its top, if it does. Only for a body whose signature is right. */
function readBodyTime({ timestamp }: DigestRule, { body }: VerifiableRequest): SignedTime | null {
  if (!timestamp || !("bodyField" in timestamp.from)) return null;
  const name = timestamp.from.bodyField;
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
    const text = String((value as Record<string, unknown>)[name]);
    return { text, ms: readTimestamp(text, timestamp.unit) };
  } catch {
    return null;
  }
}
