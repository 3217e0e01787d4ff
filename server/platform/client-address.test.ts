import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientAddress, readClientAddress, stampClientAddress } from "./client-address.ts";

describe("clientAddress", () => {
  it.each([
    ["no proxy: the socket, whatever the header says", "203.0.113.7, 10.0.0.1", 0, "192.0.2.1"],
    ["one proxy: what it saw", "6.6.6.6, 203.0.113.7", 1, "203.0.113.7"],
    ["two proxies: what the outer one saw", "6.6.6.6, 203.0.113.7, 10.0.0.1", 2, "203.0.113.7"],
    ["fewer entries than proxies", "203.0.113.7", 2, "192.0.2.1"],
    ["no header", undefined, 1, "192.0.2.1"],
  ])("%s", (_, forwarded, hops, expected) =>
    expect(clientAddress("192.0.2.1", forwarded, hops)).toBe(expected),
  );
});

describe("the address main writes", () => {
  const incoming = (headers: Record<string, string>) =>
    ({ headers, socket: { remoteAddress: "192.0.2.1" } }) as unknown as IncomingMessage;

  it("replaces one the caller made up", () => {
    const request = incoming({ "x-firstline-client-address": "guess 6.6.6.6", "x-forwarded-for": "6.6.6.6" });
    stampClientAddress(request, 0);
    expect(readClientAddress(new Headers(request.headers as Record<string, string>))).toBe("192.0.2.1");
  });

  it("is believed from main only", () => {
    expect(readClientAddress(new Headers({ "x-firstline-client-address": "guess 6.6.6.6" }))).toBeUndefined();
    expect(readClientAddress(new Headers({ "x-forwarded-for": "6.6.6.6" }))).toBeUndefined();
  });
});
