import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { z } from "zod";
import { noSecret, sealedField } from "./callback.ts";
import { equalSecrets } from "./compare.ts";
import { onlyValue } from "./digest.ts";
import { jsonHandshake } from "./handshake.ts";
import { hint } from "./hint.ts";
import {
  type ActiveSecret,
  defineScheme,
  refuse,
  type VerifiableRequest,
  type Verification,
  type VerificationInput,
} from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";
import { checkFreshness, readTimestamp } from "./timestamp.ts";

const secretShape = z.strictObject({
  /** Given, messages are sealed and signed with it, and only such messages are taken. */
  encrypt_key: textSecret.optional(),
  verification_token: textSecret,
});

type FeishuSecret = z.output<typeof secretShape>;
const readSecret = ({ id, value }: ActiveSecret) => ({
  id,
  secret: secretShape.parse(JSON.parse(value)) as FeishuSecret,
});

const header = (name: string) => `x-lark-${name}`;

/** AES-256-CBC with SHA-256 of the encrypt key; the first 16 bytes are the IV. */
function open(encryptKey: string, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length < 32 || bytes.length % 16 !== 0) return null;
  const key = createHash("sha256").update(encryptKey).digest();
  try {
    const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
  } catch {
    return null;
  }
}

function seal(encryptKey: string, text: string, seed: string): string {
  const key = createHash("sha256").update(encryptKey).digest();
  const iv = createHash("sha256").update(`${encryptKey}/${seed}`).digest().subarray(0, 16);
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

/** The message with the token where Feishu writes it. */
function withToken(body: Uint8Array, token: string): string {
  const text = Buffer.from(body).toString("utf8");
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify(
      typeof value.header === "object"
        ? { ...value, header: { ...value.header, token } }
        : { ...value, token },
    );
  } catch {
    return text;
  }
}

/** The token that a message names: in its header (version 2), or at its top (version 1 and the verification of the URL). */
function tokenOf(content: Uint8Array): { token: string | null; isChallenge: boolean } {
  try {
    const value = JSON.parse(Buffer.from(content).toString("utf8")) as Record<string, unknown> | null;
    const head = value?.header as Record<string, unknown> | undefined;
    const token = head?.token ?? value?.token;
    return {
      token: typeof token === "string" ? token : null,
      isChallenge: value?.type === "url_verification",
    };
  } catch {
    return { token: null, isChallenge: false };
  }
}

const tokenMismatch = refuse(
  "token_mismatch",
  "The message names another Verification Token than the one configured here.",
);

/** Without an encrypt key nothing is signed: the token inside the message names the caller. */
function verifyPlain(request: VerifiableRequest, secrets: ReturnType<typeof readSecret>[]): Verification {
  const { token } = tokenOf(request.body);
  if (token === null)
    return sealedField(request.body, "encrypt") === null
      ? refuse("missing_credential", "The message names no Verification Token.")
      : refuse(
          "missing_credential",
          "The message is encrypted, and this endpoint has no Encrypt Key: copy it from the sender's screen.",
          hint("encrypt_key_missing"),
        );
  const matched = secrets.find(({ secret }) => equalSecrets(token, secret.verification_token));
  return matched ? { ok: true, secretId: matched.id } : tokenMismatch;
}

function verifySigned(
  request: VerifiableRequest,
  secrets: ReturnType<typeof readSecret>[],
  at: Date,
): Verification | { secretId: string; secret: FeishuSecret } {
  const values = ["signature", "request-timestamp", "request-nonce"].map((name) =>
    onlyValue(request, header(name)),
  );
  for (const value of values) if (typeof value !== "string") return value;
  const [signature, timestamp, nonce] = values as string[];
  if (!/^[0-9a-f]{64}$/.test(signature!))
    return refuse("signature_malformed", `${header("signature")}: not a SHA-256 digest in hex.`);
  const ms = readTimestamp(timestamp!, "any");
  if (ms === null) return refuse("timestamp_malformed", "The signed time is not in Unix seconds.");
  const matched = secrets.find(({ secret }) => {
    const hash = createHash("sha256").update(timestamp! + nonce! + secret.encrypt_key, "utf8");
    return equalSecrets(signature!, hash.update(request.body).digest("hex"));
  });
  if (!matched)
    return refuse(
      "signature_mismatch",
      "The signature was made with another Encrypt Key, or the body was changed on its way.",
    );
  return checkFreshness(ms, at, { toleranceS: 300 }) ?? { secretId: matched.id, secret: matched.secret };
}

function verifyFeishu({ request, secrets, at }: VerificationInput<unknown>): Verification {
  if (secrets.length === 0) return noSecret;
  const all = secrets.map(readSecret);
  const sealing = all.filter(({ secret }) => secret.encrypt_key);
  if (sealing.length === 0) return verifyPlain(request, all);
  const sealed = sealedField(request.body, "encrypt");
  if (sealed === null)
    return refuse(
      "missing_credential",
      "The message is not encrypted, and this endpoint has an Encrypt Key.",
    );

  if (!request.headers.has(header("signature"))) {
    // The verification of the address may come unsigned: then only it is answered, and only to whoever has the key.
    for (const { id, secret } of sealing) {
      const content = open(secret.encrypt_key!, sealed);
      const { token, isChallenge } = content ? tokenOf(content) : { token: null, isChallenge: false };
      if (content && isChallenge && token !== null && equalSecrets(token, secret.verification_token))
        return { ok: true, secretId: id, content };
    }
    return refuse("missing_credential", `The header ${header("signature")} is missing.`);
  }
  const signed = verifySigned(request, sealing, at);
  if ("ok" in signed) return signed;
  const content = open(signed.secret.encrypt_key!, sealed);
  if (!content) return refuse("signature_mismatch", "The signature is right, but the message does not open.");
  const { token } = tokenOf(content);
  if (token !== null && !equalSecrets(token, signed.secret.verification_token)) return tokenMismatch;
  return { ok: true, secretId: signed.secretId, content };
}

/**
 * Feishu and Lark (open.feishu.cn, "Receive events"): SHA-256 over time, nonce, encrypt key and the raw body, which is
 * sealed; without an encrypt key the verification token in the message. `url_verification` is answered with its challenge.
 */
export const feishu = defineScheme({
  options: z.strictObject({}),
  secret: secretShape as unknown as z.ZodType<Record<string, string>>,
  acceptedStatus: 200,
  verify: verifyFeishu,
  handshake(value) {
    const call = value as { type?: unknown; challenge?: unknown } | null;
    return call?.type === "url_verification" && typeof call.challenge === "string"
      ? jsonHandshake({ challenge: call.challenge })
      : null;
  },
  sign({ request, secret: value, at, seed }) {
    const secret = secretShape.parse(JSON.parse(value)) as FeishuSecret;
    const text = withToken(request.body, secret.verification_token);
    if (!secret.encrypt_key) return { headers: {}, body: Buffer.from(text) };
    const body = Buffer.from(JSON.stringify({ encrypt: seal(secret.encrypt_key, text, seed) }));
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const hash = createHash("sha256")
      .update(timestamp + seed + secret.encrypt_key, "utf8")
      .update(body);
    return {
      headers: {
        [header("request-timestamp")]: timestamp,
        [header("request-nonce")]: seed,
        [header("signature")]: hash.digest("hex"),
      },
      body,
    };
  },
  credentialHeaders: () => [],
});
