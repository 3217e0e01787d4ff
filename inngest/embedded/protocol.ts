import { createHash, createHmac } from "node:crypto";

/**
 * The part of the Inngest SDK protocol the engine speaks, as tried against inngest 4.24.0 (contract.test.ts pins it): how
 * a call is written and signed, and what its answers mean.
 */

/** The SDK release this was tried against. */
export const testedSdkVersion = "4.24.0";

/** The server's published limits. */
export const limits = {
  eventBytes: 512 * 1024,
  eventNameLength: 512,
  eventsPerRequest: 5000,
  requestBytes: 16 * 1024 * 1024,
  stepBytes: 4 * 1024 * 1024,
  stepsPerRun: 1000,
  answerBytes: 8 * 1024 * 1024,
  callMs: 2 * 60 * 60 * 1000,
  defaultRetries: 4,
  maxRetries: 20,
  maxWaitMs: 366 * 24 * 60 * 60 * 1000,
} as const;

/** An event as functions see it: what the sender wrote, with an id and a time. */
export type EventBody = { id: string; name: string; data: Record<string, unknown>; ts: number } & Record<
  string,
  unknown
>;

export type ErrorBody = { name: string; message: string; stack?: string } & Record<string, unknown>;

/** One operation of a 206 answer. `id` is the SHA-1 of the step's id in the function's code. */
export type Operation = {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  opts?: Record<string, unknown> | null;
  data?: unknown;
  error?: unknown;
};

/** What a call to the SDK came to. */
export type Answer =
  | { kind: "result"; data: unknown }
  | { kind: "operations"; operations: Operation[]; retryAfter: string | undefined }
  | { kind: "error"; error: ErrorBody; retriable: boolean; retryAfter: string | undefined };

/**
 * JSON with sorted keys and no blanks, as RFC 8785 (JCS) and as the SDK's own canonicalize 1.0 writes it: a lone
 * surrogate becomes its `\ud…` escape instead of an error. Takes parsed JSON only.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const record = value as Record<string, unknown>;
  const members = Object.keys(record)
    .sort()
    .filter((key) => record[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${members.join(",")}}`;
}

/** `x-inngest-signature` of a canonical body: HMAC-SHA256 over body and seconds, the key being text without its prefix. */
export function signature(canonicalBody: string, signingKey: string, seconds: number): string {
  const key = signingKey.replace(/^signkey-\w+-/, "");
  const mac = createHmac("sha256", key).update(canonicalBody).update(String(seconds)).digest("hex");
  return `t=${seconds}&s=${mac}`;
}

/** The bearer token an SDK registers with: SHA-256 of the hex-decoded signing key, the prefix kept. */
export function hashedSigningKey(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? "";
  const key = Buffer.from(signingKey.slice(prefix.length), "hex");
  return prefix + createHash("sha256").update(key).digest("hex");
}

export type CallContext = {
  runId: string;
  attempt: number;
  maxAttempts: number;
  disableImmediateExecution: boolean;
  /** Canonical JSON of the event. */
  event: string;
  /** Canonical JSON of `{data}` or `{error}` by step, in the order of completion. */
  steps: ReadonlyMap<string, string>;
};

/**
 * The canonical body of a call, put together from parts that are already canonical. `ctx.fn_id` is left out on purpose:
 * with it the SDK starts checkpointing to an API this engine does not offer.
 */
export function callBody(call: CallContext): string {
  const ids = [...call.steps.keys()];
  const context = canonicalJson({
    attempt: call.attempt,
    disable_immediate_execution: call.disableImmediateExecution,
    max_attempts: call.maxAttempts,
    run_id: call.runId,
    stack: { current: ids.length - 1, stack: ids },
    use_api: false,
  });
  const steps = [...ids].sort().map((id) => `${JSON.stringify(id)}:${call.steps.get(id)}`);
  return `{"ctx":${context},"event":${call.event},"events":[${call.event}],"steps":{${steps.join(",")}},"version":2}`;
}

/** Any JSON value as an error the SDK can read back. */
export function toErrorBody(value: unknown, fallback: string): ErrorBody {
  if (value !== null && typeof value === "object") {
    const { name, message, error, stack, ...rest } = value as Record<string, unknown>;
    const text = typeof message === "string" ? message : typeof error === "string" ? error : fallback;
    return {
      ...rest,
      name: typeof name === "string" ? name : "Error",
      message: text,
      ...(typeof stack === "string" ? { stack } : {}),
    };
  }
  return { name: "Error", message: typeof value === "string" && value ? value : fallback };
}

/** Reads an answer by its status (research: 200 result, 206 operations, 500 and 400 failures of the function). */
export function readAnswer(
  status: number,
  header: (name: string) => string | undefined,
  body: string,
): Answer {
  const failure = (error: ErrorBody): Answer => ({
    kind: "error",
    error,
    retriable: header("x-inngest-no-retry") !== "true",
    retryAfter: header("retry-after"),
  });
  let parsed: unknown;
  try {
    parsed = body === "" ? null : JSON.parse(body);
  } catch {
    return failure({ name: "Error", message: `The serve endpoint answered ${status} without JSON.` });
  }
  if (header("x-inngest-sdk") === undefined)
    return failure(toErrorBody(parsed, `The serve endpoint answered ${status}, and not as the SDK does.`));
  if (status === 206) {
    const operations = (Array.isArray(parsed) ? parsed : [parsed]) as Operation[];
    return { kind: "operations", operations, retryAfter: header("retry-after") };
  }
  if (status >= 200 && status < 300) return { kind: "result", data: parsed };
  return failure(toErrorBody(parsed, `The serve endpoint answered ${status}.`));
}
