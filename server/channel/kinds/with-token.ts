import { answered, type Call, post, readObject } from "./call.ts";
import { type Codes, codeOf, judgeCode } from "./coded-answer.ts";
import type { SendInput, SendResult } from "./kind.ts";

/** An API whose calls carry a short-lived token that another call answers. */
export type TokenApi = {
  provider: string;
  codes: Codes;
  /** The call that answers a token. */
  tokenCall: Omit<Call, "repeatable">;
  /** Reads it: the token and the seconds it is good for. */
  readToken(body: Record<string, unknown>): { token: unknown; validSeconds: unknown };
};

/** Providers hand out tokens for two hours; one that ends during a call helps nobody. */
const marginSeconds = 300;

/** Sends something by a call with a token. */
export async function sendWithToken(
  input: Pick<SendInput<unknown, unknown>, "outbound" | "tokens" | "at">,
  api: TokenApi,
  call: (token: string) => Call,
): Promise<SendResult> {
  const called = await callWithToken(input, api, call);
  if (!called.answer) return called.result;
  return answered(called.answer, input.at, (answer) => judgeCode(api.provider, answer, api.codes));
}

/**
 * Makes a call with the token every process shares, and once more with a fresh one where the provider says that it is stale.
 */
export async function callWithToken(
  input: Pick<SendInput<unknown, unknown>, "outbound" | "tokens" | "at">,
  api: TokenApi,
  call: (token: string) => Call,
): ReturnType<typeof post> {
  let token = await input.tokens.read();
  for (let attempt = 1; ; attempt++) {
    const wasKept = token !== undefined;
    if (token === undefined) {
      const fetched = await fetchToken(input, api);
      if (typeof fetched !== "string") return { result: fetched };
      token = fetched;
    }
    const called = await post(input.outbound, call(token));
    if (!called.answer) return called;
    const isStale = api.codes.staleToken?.includes(codeOf(called.answer, api.codes) ?? 0);
    if (!isStale || !wasKept || attempt > 1) return called;
    token = undefined;
  }
}

async function fetchToken(
  { outbound, tokens, at }: Pick<SendInput<unknown, unknown>, "outbound" | "tokens" | "at">,
  api: TokenApi,
): Promise<string | SendResult> {
  const called = await post(outbound, { ...api.tokenCall, repeatable: true });
  // Whatever became of this call, no message was sent.
  if (!called.answer) return nothingSent(called.result);
  const { token, validSeconds } = api.readToken(readObject(called.answer) ?? {});
  if (codeOf(called.answer, api.codes) !== 0 || typeof token !== "string" || token === "") {
    // What a token call answers is a credential or says something of one: it is not kept with the attempt.
    const { response: _, ...result } = answered(called.answer, at, (answer) => {
      const verdict = judgeCode(api.provider, answer, api.codes);
      if (verdict.ok) return { ok: false, forGood: false, error: `${api.provider} gave no access token.` };
      // A stale token's code means here that the secret itself is not right.
      const isRefused = verdict.forGood || api.codes.staleToken?.includes(codeOf(answer, api.codes) ?? 0);
      return isRefused ? { ...verdict, fault: verdict.fault ?? "credentials" } : verdict;
    }) as SendResult & { response?: string };
    return nothingSent(result as SendResult);
  }
  await tokens.save(token, Math.max(Number(validSeconds) - marginSeconds, 0) || 0);
  return token;
}

const nothingSent = (result: SendResult): SendResult =>
  result.outcome === "failed" ? { ...result, mayHaveArrived: false } : result;
