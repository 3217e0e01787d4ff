import { z } from "zod";

/** A line of settings: no control characters, so that none gets into a header or an address. */
export const line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, "must not hold control characters");

/** The address of a provider's API, for installations of its own and for tests. */
export const baseUrl = (standard: string) => z.string().max(2048).default(standard);

/** An address with a path and parameters put to a base. */
export function apiUrl(base: string, path: string, query: Record<string, string> = {}): string {
  const url = new URL(`${base.replace(/\/+$/, "")}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

export const json = { "content-type": "application/json; charset=utf-8" };
