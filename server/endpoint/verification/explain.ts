import { type Hint, hint } from "./hint.ts";
import type { ActiveSecret, Refusal, Scheme, VerifiableRequest, Verification } from "./scheme.ts";
import { schemes } from "./schemes.ts";

export type Refused = {
  scheme: Scheme;
  schemeName: string;
  options: Record<string, unknown>;
  request: VerifiableRequest;
  at: Date;
  /** In force. */
  secrets: readonly ActiveSecret[];
  /** Those that have expired and are not forgotten yet. */
  expired: readonly ActiveSecret[];
  /** Secrets of other endpoints, by the name to show. */
  others: readonly { endpoint: string; secret: ActiveSecret }[];
};

/** A signature that is right but too old, or for another address, still tells whose it is. */
const knowsTheSecret = (result: Verification) => result.ok || result.code === "timestamp_stale";

/**
 * What is wrong with a refused request, most telling first, found by trying what usually goes wrong: for the admin's eyes
 * alone, long after the caller has been answered. An empty list: nothing that we know.
 */
export function explainRefusal(refused: Refused): Hint[] {
  const { scheme, options, request, at, secrets, expired, others } = refused;
  const verify = (list: readonly ActiveSecret[], changed = request) =>
    scheme.verify({ request: changed, secrets: list, options, at });
  const now = verify(secrets);
  if (now.ok) return [hint("accepted_now")];
  if (now.code === "no_secret_configured") return [hint("no_secret")];
  const found: (Hint | undefined)[] = [];
  if (now.code === "missing_credential") found.push(now.hint, lookalike(refused));
  else if (now.code.startsWith("timestamp")) found.push(now.hint);
  else {
    found.push(prefixHint(refused, verify));
    if (expired.some((secret) => knowsTheSecret(verify([secret])))) found.push(hint("previous_secret"));
    const other = others.find(({ secret }) => knowsTheSecret(safely(() => verify([secret]))));
    if (other) found.push(hint("other_endpoint", { endpoint: other.endpoint }));
    if (
      secrets.some((secret) => trimmed(secret).some((each) => knowsTheSecret(safely(() => verify([each])))))
    )
      found.push(hint("secret_trimmed"));
    found.push(now.hint, otherScheme(refused));
  }
  const hints = found.filter((each) => each !== undefined);
  return hints.length > 0 ? hints : now.code.endsWith("_mismatch") ? [hint("secret_differs")] : [];
}

const broken: Refusal = { ok: false, code: "signature_mismatch", diagnosis: "" };

/** Another endpoint's secret may be of a shape that this scheme cannot read. */
function safely(verify: () => Verification): Verification {
  try {
    return verify();
  } catch {
    return broken;
  }
}

/** Names of the headers that this scheme's sender proves itself with, and the values it would write. */
function proofOf(scheme: Scheme, refused: Refused, secret: string): Record<string, string> {
  const { request, options, at } = refused;
  try {
    return scheme.sign({ request, secret, options, at, seed: "seed" }).headers;
  } catch {
    return {};
  }
}

/** The value is right but for the prefix that this sender writes before it, such as "sha256=". */
function prefixHint(
  refused: Refused,
  verify: (secrets: readonly ActiveSecret[], request: VerifiableRequest) => Verification,
): Hint | undefined {
  const { scheme, request, secrets } = refused;
  for (const secret of secrets)
    for (const [header, value] of Object.entries(proofOf(scheme, refused, secret.value))) {
      const prefix = /^(?:[a-z0-9]+=|v1,)/i.exec(value)?.[0];
      const received = request.headers.get(header)?.[0];
      if (!prefix || received === undefined || received.startsWith(prefix)) continue;
      const headers = new Map(request.headers).set(header, [prefix + received]);
      if (knowsTheSecret(verify([secret], { ...request, headers })))
        return hint("prefix_missing", { header, prefix });
    }
  return undefined;
}

/** The secret as it was pasted with quotes, spaces or a label around it. */
function trimmed({ id, value }: ActiveSecret): ActiveSecret[] {
  const bare = value.trim().replace(/^["'`](.*)["'`]$/s, "$1");
  const unlabelled = bare.replace(/^[A-Z_]+\s*[=:]\s*/, "");
  return [...new Set([bare, unlabelled])]
    .filter((each) => each !== value && each)
    .map((each) => ({ id, value: each }));
}

/** The request carries the credential of another kind of sender, which only one that we know writes. */
function lookalike(refused: Refused): Hint | undefined {
  for (const [name, scheme] of schemes) {
    if (name === refused.schemeName || general.has(name)) continue;
    const headers = Object.keys(proofOf(scheme, refused, "secret-of-no-meaning"));
    if (headers.length > 0 && headers.every((header) => refused.request.headers.has(header)))
      return hint("looks_like", { scheme: name });
  }
  return undefined;
}

/** The same secret proves it, as another kind of sender signs. */
function otherScheme({ schemeName, request, at, secrets }: Refused): Hint | undefined {
  for (const [name, scheme] of schemes) {
    if (name === schemeName || general.has(name)) continue;
    const options = scheme.options.safeParse({});
    if (!options.success) continue;
    const result = safely(() => scheme.verify({ request, secrets, options: options.data, at }));
    if (knowsTheSecret(result)) return hint("other_scheme", { scheme: name });
  }
  return undefined;
}

/** Schemes that anyone may use, with headers of one's own choice. */
const general = new Set(["none", "hmac", "token", "bearer", "basic"]);
