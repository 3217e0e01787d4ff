import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { processorMs } from "../../testing/processor-time.ts";
import {
  sampleTime as at,
  sampleBody as body,
  mac,
  type Sample,
  sampleUrl,
  seconds,
  secret,
  signedSamples as signing,
  tokenSamples as tokens,
  whsec,
} from "../../testing/signed-samples.ts";
import { verificationInput } from "./schema.ts";
import type { Verification } from "./scheme.ts";
import { schemes } from "./schemes.ts";

type Change = {
  headers?: Record<string, string | string[] | undefined>;
  body?: Uint8Array | string;
  secrets?: string[];
  method?: string;
  at?: Date;
};

function verify(sample: Sample, change: Change = {}): Verification {
  const { scheme, ...options } = verificationInput.parse(sample.verification);
  const headers = Object.entries({ ...sample.headers, ...change.headers })
    .filter((entry): entry is [string, string | string[]] => entry[1] !== undefined)
    .map(([name, value]): [string, string[]] => [name, typeof value === "string" ? [value] : value]);
  return schemes.get(scheme)!.verify({
    request: {
      method: change.method ?? "POST",
      url: sample.url ?? sampleUrl,
      headers: new Map(headers),
      body: Buffer.from(change.body ?? sample.body ?? body),
    },
    secrets: (change.secrets ?? [sample.secret]).map((value, i) => ({ id: `secret ${i}`, value })),
    options,
    at: change.at ?? at,
  });
}

const codeOf = (verification: Verification) => (verification.ok ? "ok" : verification.code);

describe.each(Object.entries({ ...signing, ...tokens }))("%s", (_, sample) => {
  const names = Object.keys(sample.headers);

  test("a right request is accepted, by whichever secret is right", () => {
    expect(verify(sample)).toEqual({ ok: true, secretId: "secret 0" });
    const other = sample.otherSecret ?? "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    expect(verify(sample, { secrets: [other, sample.secret] })).toEqual({ ok: true, secretId: "secret 1" });
    expect(codeOf(verify(sample, { secrets: [other] }))).toMatch(/_mismatch$/);
    expect(codeOf(verify(sample, { secrets: [] }))).toBe("no_secret_configured");
  });

  test.each(names)("without %s there is no credential; twice it is none either", (name) => {
    expect(codeOf(verify(sample, { headers: { [name]: undefined } }))).toBe("missing_credential");
    expect(codeOf(verify(sample, { headers: { [name]: "" } }))).toBe("missing_credential");
    const value = sample.headers[name]!;
    expect(verify(sample, { headers: { [name]: [value, value] } }).ok).toBe(false);
    expect(verify(sample, { headers: { [name]: `${value}, ${value}` } }).ok).toBe(false);
  });

  test("every change of one character of a credential is refused", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 0x20, max: 0x7e }),
        (name, position, code) => {
          const value = sample.headers[name]!;
          const at = position % value.length;
          const changed = value.slice(0, at) + String.fromCharCode(code) + value.slice(at + 1);
          // The name of an HTTP authentication scheme has no case.
          fc.pre(
            changed !== value && (name !== "authorization" || changed.toLowerCase() !== value.toLowerCase()),
          );
          expect(verify(sample, { headers: { [name]: changed } }).ok).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const fields = (form: Buffer) => JSON.stringify([...new URLSearchParams(form.toString("utf8"))]);

describe.each(Object.entries(signing))("%s signs its body", (_, sample) => {
  test("every change of one byte, every cut and every addition is refused", () => {
    const text = sample.body ?? body;
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (position, xor) => {
        const changed = Buffer.from(bytes);
        changed[position]! ^= xor;
        // A form has several spellings of one content (%2b, %2B), and it is the content that Twilio signs.
        fc.pre(sample.verification.scheme !== "twilio" || fields(changed) !== fields(bytes));
        expect(verify(sample, { body: changed }).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
    for (let length = 0; length < bytes.length; length++)
      expect(verify(sample, { body: bytes.subarray(0, length) }).ok).toBe(false);
    expect(verify(sample, { body: `${text}\n` }).ok).toBe(false);
  });
});

describe("freshness", () => {
  const timed = signing["hmac, signed time and method"]!;
  test.each([
    [300, "ok"],
    [301, "timestamp_stale"],
    [-300, "ok"],
    [-301, "timestamp_stale"],
  ])("at %i s from the signed time", (offset, expected) => {
    const moved = { at: new Date(at.getTime() + offset * 1000) };
    expect(codeOf(verify(signing["standard-webhooks"]!, moved))).toBe(expected);
    expect(codeOf(verify(timed, moved))).toBe(expected);
  });

  test.each([
    ["stripe", 301, "timestamp_stale"],
    ["stripe", -86_400, "ok"],
    ["linear", 60, "ok"],
    ["linear", 61, "timestamp_stale"],
    ["linear", -61, "timestamp_stale"],
    ["hubspot-v3", 301, "timestamp_stale"],
    ["zendesk", 301, "timestamp_stale"],
    ["github", 86_400 * 365, "ok"],
  ])("%s at %i s: %s", (name, offset, expected) => {
    const moved = { at: new Date(at.getTime() + offset * 1000) };
    expect(codeOf(verify(signing[name]!, moved))).toBe(expected);
  });

  test.each([
    "NaN",
    "Infinity",
    "1e9",
    "0x10",
    " ",
    "-1",
    "1763892000.5",
    "17638920001",
    "9".repeat(400),
    "1763892000abc",
  ])("%s is no time", (timestamp) => {
    const signature = mac("sha1", secret, `POST:${timestamp}:tickets:${body}`).digest("hex");
    const headers = { "x-time": timestamp, "x-sum": `v0=${signature}` };
    expect(codeOf(verify(timed, { headers }))).toMatch(/^timestamp_malformed$/);
  });

  test("the separator of signed parts cannot be carried inside one of them", () => {
    const signature = mac("sha1", secret, `POST:${seconds}:a:b:${body}`).digest("hex");
    const headers = { "x-topic": "a:b", "x-sum": `v0=${signature}` };
    expect(codeOf(verify(timed, { headers }))).toBe("signature_malformed");
  });
});

describe("spellings of a digest", () => {
  const digest = mac("sha256", secret, body).digest("hex");
  const github = (value: string) =>
    codeOf(verify(signing.github!, { headers: { "x-hub-signature-256": value } }));

  test("hex in upper case is the same digest, mixed case is not written by any sender", () => {
    expect(github(`sha256=${digest.toUpperCase()}`)).toBe("ok");
    expect(github(`sha256=${digest.slice(0, 32)}${digest.slice(32).toUpperCase()}`)).toBe(
      "signature_malformed",
    );
    expect(github(`SHA256=${digest}`)).toBe("signature_malformed");
  });

  test("a long list of signatures is refused before any is looked at", async () => {
    const headers = { "webhook-signature": "v1,AAAA ".repeat(200_000) };
    const taken = await processorMs(() =>
      expect(codeOf(verify(signing["standard-webhooks"]!, { headers }))).toBe("signature_malformed"),
    );
    expect(taken).toBeLessThan(100);
  });
});

describe("diagnoses", () => {
  const diagnosis = (sample: Sample, change: Change) => {
    const verification = verify(sample, change);
    return verification.ok ? "" : verification.diagnosis;
  };
  test("a body that was re-serialised on its way", () => {
    const pretty = JSON.stringify(JSON.parse(body), null, 2);
    expect(diagnosis(signing.github!, { body: pretty })).toMatch(/re-serialised/);
  });
  test("a secret decoded where it is used as written", () => {
    const decoded = mac("sha256", Buffer.from(whsec.slice(6), "base64"), body).digest("hex");
    const headers = { "x-hub-signature-256": `sha256=${decoded}` };
    expect(diagnosis(signing.github!, { headers, secrets: [whsec] })).toMatch(/read differently/);
  });
  test("an old signed time", () => {
    const later = { at: new Date(at.getTime() + 9 * 60_000) };
    expect(diagnosis(signing["standard-webhooks"]!, later)).toMatch(/9 min old/);
  });
});

// Comparing must not tell how much of a signature is right: the code compares digests of equal length in constant time,
// and a difference that could be measured would show in these medians.
test("a signature wrong in its first byte takes as long as one wrong in its last", () => {
  const right = mac("sha256", secret, body).digest("hex");
  const flip = (position: number) => {
    const digit = right[position] === "0" ? "1" : "0";
    return `sha256=${right.slice(0, position)}${digit}${right.slice(position + 1)}`;
  };
  const times: Record<"first" | "last", number[]> = { first: [], last: [] };
  for (let i = 0; i < 4000; i++) {
    const which = i % 2 === 0 ? "first" : "last";
    const headers = { "x-hub-signature-256": flip(which === "first" ? 0 : 63) };
    const started = process.hrtime.bigint();
    verify(signing.github!, { headers });
    times[which].push(Number(process.hrtime.bigint() - started));
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1]!;
  expect(Math.abs(median(times.first) / median(times.last) - 1)).toBeLessThan(0.2);
});

describe("what an endpoint may be told", () => {
  const problem = (input: unknown) => {
    const result = verificationInput.safeParse(input);
    return result.success ? "" : result.error.issues.map((issue) => issue.message).join(" ");
  };
  test.each([
    [{ scheme: "magic" }, /no such scheme/],
    [{}, /no such scheme/],
    [{ scheme: "none" }, /unverified/],
    [{ scheme: "none", unverified: true, secret: "x" }, /secret/],
    [{ scheme: "github", header: "x" }, /header/],
    [{ scheme: "github", secret: "" }, /empty/],
    [{ scheme: "github", secret: "pasted with its line break\n" }, /line breaks/],
    [{ scheme: "standard-webhooks", secret: "not base64!" }, /base64/],
    [{ scheme: "token" }, /./],
    [{ scheme: "token", header: "X Token" }, /name of a header/],
    [{ scheme: "basic", secret: "user:password" }, /./],
    [{ scheme: "hmac", header: "x", signed: "{timestamp}.{body}" }, /go together/],
    [{ scheme: "hmac", header: "x", timestamp_header: "y" }, /go together/],
    [{ scheme: "hmac", header: "x", signed: "{id}" }, /knows no \{id\}/],
    [{ scheme: "hmac", header: "x", signed: "constant" }, /must contain \{body\} once/],
    [{ scheme: "hmac", header: "x", algorithm: "md5" }, /./],
  ])("%j is refused", (input, message) => expect(problem(input)).toMatch(message));

  test("every scheme of the contract is spoken", () => {
    const contract =
      "standard-webhooks svix github stripe slack shopify zendesk intercom hubspot-v3 linear twilio jira pagerduty grafana chatwoot wecom dingtalk feishu meta hmac token bearer basic none";
    expect(contract.split(" ").filter((name) => !schemes.has(name))).toEqual([]);
    expect(problem({ scheme: "none", unverified: true })).toBe("");
  });
});
