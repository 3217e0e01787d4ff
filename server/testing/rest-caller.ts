import { handleRest } from "../api/rest/handle-rest.ts";
import type { Platform } from "../platform/platform.ts";

export const restOrigin = "http://127.0.0.1:3999";

// biome-ignore lint/suspicious/noExplicitAny: the tests read what a caller outside would read
type Body = any;

/** Calls the public API as somebody outside would, without a port: `call(method, path, body?, headers?)`. */
export function restCaller(platform: Platform, key: string) {
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isPlain =
      body !== undefined &&
      !(body instanceof FormData) &&
      !(body instanceof ReadableStream) &&
      typeof body !== "string";
    const request = new Request(`${restOrigin}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...((isPlain || typeof body === "string") && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && {
        body: (isPlain ? JSON.stringify(body) : body) as BodyInit,
        duplex: "half",
      }),
    });
    const response = await handleRest(platform, request);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text ? JSON.parse(text) : undefined) as Body,
    };
  };
}
