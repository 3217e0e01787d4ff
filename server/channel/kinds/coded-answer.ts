import type { OutboundResponse } from "../../platform/outbound.ts";
import { notUnderstood, readObject, type Verdict } from "./call.ts";
import type { Fault } from "./kind.ts";

/** How an API that answers 200 with a code inside says what it means (WeCom, DingTalk, Feishu). */
export type Codes = {
  /** The fields of the code and of its text: `errcode` and `errmsg`, or `code` and `msg`. */
  code: string;
  text: string;
  /** Codes that pass with time, and how long that takes in seconds. */
  busy: Record<number, number>;
  /** Codes of a token that has to be fetched anew. */
  staleToken?: readonly number[];
  /** Codes that every reply would meet, whomever it goes to. */
  faults: Record<number, Fault>;
  /** What the usual refusals mean, in words that say what to do. */
  meaning: Record<number, string>;
};

/** The code of an answer; undefined when it is not this API's JSON. */
export function codeOf(answer: OutboundResponse, codes: Codes): number | undefined {
  const code = readObject(answer)?.[codes.code];
  return typeof code === "number" ? code : undefined;
}

/** Reads such an answer: 0 is success, a busy code is waited for, a server's own error is tried again, the rest is for good. */
export function judgeCode(provider: string, answer: OutboundResponse, codes: Codes): Verdict {
  const code = codeOf(answer, codes);
  if (code === undefined || answer.status >= 500) return notUnderstood(answer);
  if (code === 0) return { ok: true, forGood: false, error: "" };
  const text = String(readObject(answer)?.[codes.text] ?? "");
  const meaning = codes.meaning[code];
  const error = `${provider} answered ${code}${text && `: ${text.slice(0, 300)}`}.${meaning ? ` ${meaning}` : ""}`;
  const wait = codes.busy[code];
  const fault = codes.faults[code];
  // -1 is "the system is busy" at all three of them.
  if (wait !== undefined || code === -1)
    return { ok: false, forGood: false, error, ...(wait !== undefined && { retryAfterSeconds: wait }) };
  return { ok: false, forGood: !codes.staleToken?.includes(code), error, fault };
}
