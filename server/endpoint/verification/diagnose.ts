import type { DigestRule } from "./digest-rule.ts";
import { type Hint, hint } from "./hint.ts";
import type { ActiveSecret, VerifiableRequest } from "./scheme.ts";

type Matches = (rule: DigestRule, secret: string, body: Uint8Array, candidates: Buffer[]) => boolean;

const largestBody = 64 * 1024;

/** Why a well-formed signature did not match, as far as trying the usual mistakes tells. */
export function diagnoseMismatch(
  rule: DigestRule,
  request: VerifiableRequest,
  secrets: readonly ActiveSecret[],
  candidates: Buffer[],
  matches: Matches,
): { text: string; hint?: Hint } {
  const any = (variant: DigestRule, body: Uint8Array) =>
    secrets.some((secret) => matches(variant, secret.value, body, candidates));
  if (request.body.length <= largestBody) {
    for (const body of otherSpellings(request.body))
      if (any(rule, body))
        return {
          text: "It would match if the body were re-serialised: something between the sender and us, or the sender's own signing code, changed its bytes.",
          hint: hint("body_reserialised"),
        };
    for (const key of otherKeys(rule))
      if (any({ ...rule, key }, request.body))
        return {
          text: "It would match with the secret read differently: this sender uses its secret exactly as shown, prefix and all, or decoded from base64, other than configured.",
          hint: hint("secret_reading", { reading: rule.key ? "verbatim" : "base64" }),
        };
    if (request.body.length > 0 && any(rule, new Uint8Array()))
      return {
        text: "It would match an empty body: the sender did not sign its body.",
        hint: hint("body_not_signed"),
      };
  }
  return {
    text: "It matches none of the endpoint's secrets over the bytes received: the secret differs, or the request was changed on its way.",
  };
}

/** The same JSON as other programs write it, and the text without its last line break. */
function otherSpellings(body: Uint8Array): Uint8Array[] {
  const text = Buffer.from(body).toString("utf8");
  const spellings = [text.trimEnd(), `${text.trimEnd()}\n`];
  try {
    const value: unknown = JSON.parse(text);
    spellings.push(JSON.stringify(value), JSON.stringify(value, null, 2), JSON.stringify(value, null, 4));
  } catch {
    // Not JSON: nothing to re-serialise.
  }
  return spellings.filter((spelling) => spelling !== text).map((spelling) => Buffer.from(spelling));
}

function otherKeys(rule: DigestRule): ((secret: string) => Buffer)[] {
  const withoutPrefix = (secret: string) => secret.replace(/^whsec_/, "");
  return [
    (secret: string) => Buffer.from(secret, "utf8"),
    (secret: string) => Buffer.from(withoutPrefix(secret), "utf8"),
    (secret: string) => Buffer.from(withoutPrefix(secret), "base64"),
  ].filter((key) => key !== rule.key);
}
