import { z } from "zod";
import type { Context } from "../../context.ts";
import { getEndpoint } from "../../endpoint/get-endpoint.ts";
import { presets } from "../../endpoint/presets/presets.ts";
import { type SignedRequest, signRequest, writeSample } from "../../endpoint/presets/write-sample.ts";
import { verificationSecretOf } from "../../endpoint/rules.ts";
import type { Scheme } from "../../endpoint/verification/scheme.ts";
import { schemes } from "../../endpoint/verification/schemes.ts";
import { DomainError } from "../../errors.ts";
import { newId } from "../../platform/ids.ts";
import { openSecrets } from "../../secret/open-secrets.ts";
import { handleWebhook } from "./handle-webhook.ts";
import { maxBodyBytes } from "./read-call.ts";

export const testModes = ["signed", "unsigned", "tampered", "stale"] as const;

export const sendTestInput = z.strictObject({
  id: z.uuid(),
  /** The headers of the sample, such as the one that carries its id; those of the signature are added. */
  headers: z.record(z.string().regex(/^[\w-]{1,100}$/), z.string().max(2000)),
  body: z.string().max(maxBodyBytes),
  mode: z.enum(testModes),
});

export type TestAnswer = {
  status: number;
  body: string;
  requestId: string | null;
  eventId: string | null;
  durationMs: number;
  /** The same call for a terminal; secrets that would stand in it are left to be filled in. */
  curl: string;
};

const staleMs = 3_600_000;

/** A sample of this endpoint's sender, unsigned, to be edited and sent. */
export async function sampleFor({ ctx, input }: { ctx: Context; input: { id: string } }) {
  const endpoint = await getEndpoint({ ctx, input });
  const preset = presets.get(endpoint.source) ?? presets.get("custom")!;
  const scheme = schemes.get(endpoint.verification.scheme)!;
  return writeSample(preset, scheme, { id: newId(), at: ctx.now() });
}

/**
 * Sends a request to the endpoint as its sender would, through the same door as any other; it is recorded like any other.
 * Throws DomainError("conflict") when it is to be signed and there is no secret to sign with.
 */
export async function sendTest({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.output<typeof sendTestInput>;
}): Promise<TestAnswer> {
  const { id, mode, headers, body } = input;
  const endpoint = await getEndpoint({ ctx, input: { id } });
  const { scheme: name, ...options } = endpoint.verification;
  const scheme = schemes.get(name)!;
  const owner = verificationSecretOf(id);
  const [secret] = await openSecrets(ctx.platform.database.prisma, { ctx, owner });
  if (!secret && scheme.secret && mode !== "unsigned")
    throw new DomainError("conflict", "This endpoint has no secret to sign with.");
  const now = ctx.now();
  const signed = signRequest(scheme, {
    url: endpoint.url,
    unsigned: { headers: { "user-agent": "Firstline-Test", ...headers }, body },
    secret: mode === "unsigned" ? null : (secret?.value ?? ""),
    options,
    at: mode === "stale" ? new Date(now.getTime() - staleMs) : now,
    seed: newId(),
  });
  const sent = mode === "tampered" ? tamper(signed) : signed;
  const startedAt = performance.now();
  const call = new Request(sent.url, {
    method: "POST",
    headers: sent.headers,
    body: Uint8Array.from(sent.body),
  });
  const response = await handleWebhook(ctx.platform, call, { remoteAddress: undefined, ours: true });
  const text = await response.text();
  const { event_id, request_id, error } = readAnswer(text);
  return {
    status: response.status,
    body: text,
    requestId: request_id ?? error?.request_id ?? null,
    eventId: event_id ?? null,
    durationMs: performance.now() - startedAt,
    curl: withoutSecrets(writeCurl(sent, scheme, options), secret?.value),
  };
}

type Answer = { event_id?: string; request_id?: string; error?: { request_id?: string } };

function readAnswer(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}

/** One character of the body changed after it was signed. */
function tamper(signed: SignedRequest): SignedRequest {
  const body = Buffer.from(signed.body);
  const at = body.findLastIndex((byte) => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a));
  if (at >= 0) body[at] = body[at] === 0x31 ? 0x32 : 0x31;
  return { ...signed, body };
}

/** A signature tells no secret; a token is one, and is left out. */
function writeCurl({ url, headers, body }: SignedRequest, scheme: Scheme, options: Record<string, unknown>) {
  const secretHeaders = scheme.credentialHeaders(options);
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = Object.entries(headers).map(([name, value]) => {
    const scheme = /^(Bearer|Basic) /.exec(value)?.[0] ?? "";
    return secretHeaders.includes(name.toLowerCase())
      ? `-H "${name}: ${scheme}$SECRET"`
      : `-H ${quote(`${name}: ${value}`)}`;
  });
  return [
    `curl -X POST ${quote(url)}`,
    ...lines,
    `--data-binary ${quote(Buffer.from(body).toString("utf8"))}`,
  ].join(" \\\n  ");
}

/** Some senders write a token into the body itself: no part of a secret is ever shown. */
function withoutSecrets(text: string, secret = ""): string {
  const parts = secret.startsWith("{")
    ? Object.values(JSON.parse(secret) as Record<string, string>)
    : [secret];
  return parts.filter((part) => part.length > 0).reduce((all, part) => all.replaceAll(part, "$SECRET"), text);
}
