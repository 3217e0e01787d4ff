import { Agent } from "undici";
import { type Answer, type CallContext, callBody, limits, readAnswer, signature } from "./protocol.ts";

/** Sends signed calls to the SDK's serve endpoint. */
export type SdkCaller = {
  /** Runs `functionId` up to its next step, or the one step `stepId`. Never throws: what went wrong is an answer too. */
  call(functionId: string, stepId: string, context: CallContext, signal: AbortSignal): Promise<Answer>;
  /** The functions the endpoint serves, by an in-band sync. Throws when it does not answer as the SDK does. */
  sync(): Promise<unknown>;
  close(): Promise<void>;
};

export function createSdkCaller(serveUrl: string, signingKey: string): SdkCaller {
  const { origin, pathname, search } = new URL(serveUrl);
  // Long steps are legitimate: the transport waits as long as a step may take.
  const agent = new Agent({
    headersTimeout: limits.callMs,
    bodyTimeout: limits.callMs,
    maxResponseSize: limits.answerBytes,
  });

  async function send(
    method: "POST" | "PUT",
    path: string,
    body: string,
    headers: Record<string, string>,
    signal?: AbortSignal,
  ) {
    const response = await agent.request({
      origin,
      path,
      method,
      body,
      signal,
      headers: {
        "content-type": "application/json",
        "x-inngest-req-version": "2",
        "x-inngest-signature": signature(body, signingKey, Math.floor(Date.now() / 1000)),
        ...headers,
      },
    });
    return {
      status: response.statusCode,
      header: (name: string) => {
        const value = response.headers[name];
        return Array.isArray(value) ? value[0] : value;
      },
      text: await response.body.text(),
    };
  }

  return {
    async call(functionId, stepId, context, signal) {
      const query = new URLSearchParams(search);
      query.set("fnId", functionId);
      query.set("stepId", stepId);
      try {
        const { status, header, text } = await send(
          "POST",
          `${pathname}?${query}`,
          callBody(context),
          {},
          signal,
        );
        return readAnswer(status, header, text);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return {
          kind: "error",
          error: { name: "Error", message: `The serve endpoint could not be reached: ${message}` },
          retriable: true,
          retryAfter: undefined,
        };
      }
    },

    async sync() {
      const { status, header, text } = await send(
        "PUT",
        pathname + search,
        JSON.stringify({ url: serveUrl }),
        { "x-inngest-sync-kind": "in_band" },
      );
      if (status !== 200 || header("x-inngest-sync-kind") !== "in_band")
        throw new Error(
          `The functions at ${serveUrl} could not be read: status ${status}. Check that it serves the Inngest SDK with the same signing key.`,
        );
      return JSON.parse(text);
    },

    close: () => agent.close(),
  };
}
