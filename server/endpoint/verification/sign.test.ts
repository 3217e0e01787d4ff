import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { presets } from "../presets/presets.ts";
import { messageContent } from "./callback.ts";
import { callbackSignature, openMessage, sealMessage } from "./callback-crypto.ts";
import { readXml } from "./read-xml.ts";
import { verificationInput } from "./schema.ts";
import { schemes } from "./schemes.ts";

const at = new Date("2026-11-23T10:00:00.400Z");
const aesKey = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
const callback = { token: "a token", encoding_aes_key: aesKey, receive_id: "ww1234" };
const text = "a secret that is used as written";
const whsec = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/** A secret of each scheme's shape, and another one. */
const secrets: Record<string, [unknown, unknown]> = {
  "standard-webhooks": [whsec, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
  svix: [whsec, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
  wecom: [callback, { ...callback, token: "other" }],
  dingtalk: [callback, { ...callback, token: "other" }],
  "wechat-mp": [
    { token: "a token", encoding_aes_key: aesKey, app_id: "wx1" },
    { token: "other", encoding_aes_key: aesKey, app_id: "wx1" },
  ],
  feishu: [
    { encrypt_key: "an encrypt key", verification_token: "vt" },
    { encrypt_key: "other", verification_token: "vt" },
  ],
  meta: [
    { app_secret: text, verify_token: "vt" },
    { app_secret: "other", verify_token: "vt" },
  ],
  basic: [
    { username: "desk", password: "p" },
    { username: "desk", password: "q" },
  ],
};
const options: Record<string, object> = { hmac: { header: "x-sum" }, token: { header: "x-token" } };
const callbacks = ["wecom", "wechat-mp", "dingtalk"];
const sealed = [...callbacks, "feishu"];
const body = '{"type":"a","text":"设备无法开机"}';

const textOf = (secret: unknown) => (typeof secret === "string" ? secret : JSON.stringify(secret));
const secretsOf = (name: string) =>
  (secrets[name] ?? [text, "another secret"]).map(textOf) as [string, string];

function signed(name: string, secretValue: string, body: string) {
  const scheme = schemes.get(name)!;
  const { scheme: _, ...parsed } = verificationInput.parse({ scheme: name, ...options[name] });
  const base = { "content-type": "application/json", "x-event-id": "e1", "webhook-id": "m1" };
  const request = {
    method: "POST",
    url: "https://desk.example/api/webhook/v1/tickets",
    headers: new Map(Object.entries(base).map(([key, value]) => [key, [value]])),
    body: Buffer.from(body),
  };
  const proof = scheme.sign({ request, secret: secretValue, options: parsed, at, seed: "seed-1" });
  return {
    scheme,
    options: parsed,
    request: {
      ...request,
      url: proof.url ?? request.url,
      body: Buffer.from(proof.body ?? request.body),
      headers: new Map(
        Object.entries({ ...base, ...proof.headers }).map(([key, value]): [string, string[]] => [
          key,
          [value],
        ]),
      ),
    },
  };
}

const names = [...schemes.keys()].filter((name) => name !== "none");

describe.each(names)("%s", (name) => {
  const [right, wrong] = secretsOf(name);

  test("what is signed as its sender signs is taken; with another secret, or none, it is not", () => {
    const { scheme, options, request } = signed(name, right, body);
    const verify = (values: string[]) =>
      scheme.verify({ request, secrets: values.map((value, i) => ({ id: `s${i}`, value })), options, at });
    expect(verify([right])).toMatchObject({ ok: true, secretId: "s0" });
    expect(verify([wrong, right])).toMatchObject({ ok: true, secretId: "s1" });
    expect(verify([wrong])).toMatchObject({ ok: false, code: expect.stringMatching(/_mismatch$/) });
    expect(verify([])).toMatchObject({ ok: false, code: "no_secret_configured" });
  });
});

describe.each(sealed)("%s", (name) => {
  const [right] = secretsOf(name);

  test("every change of a byte is refused, or changes nothing that is read", () => {
    const { scheme, options, request } = signed(name, right, body);
    const all = [{ id: "s", value: right }];
    const first = scheme.verify({ request, secrets: all, options, at });
    const content = first.ok && Buffer.from(first.content!).toString();
    expect(content).toContain("设备无法开机");
    fc.assert(
      fc.property(fc.nat(request.body.length - 1), fc.integer({ min: 1, max: 255 }), (position, xor) => {
        const changed = Buffer.from(request.body);
        changed[position]! ^= xor;
        const result = scheme.verify({ request: { ...request, body: changed }, secrets: all, options, at });
        if (result.ok) expect(Buffer.from(result.content!).toString()).toBe(content);
      }),
      { numRuns: 1500 },
    );
  });
});

describe.each(callbacks)("%s", (name) => {
  const [right] = secretsOf(name);

  test("every change of a value of the signed address is refused", () => {
    const { scheme, options, request } = signed(name, right, body);
    const all = [{ id: "s", value: right }];
    fc.assert(
      fc.property(fc.nat(request.url.length - 1), fc.integer({ min: 0x21, max: 0x7e }), (position, code) => {
        const url =
          request.url.slice(0, position) + String.fromCharCode(code) + request.url.slice(position + 1);
        // A change of a name may be another name for the same: DingTalk signs as signature or as msg_signature.
        const inValue = /[?&][^=&]*=[^&]*$/.test(request.url.slice(0, position));
        fc.pre(inValue && request.url[position] !== "&" && url !== request.url);
        const query = (address: string) => [...new URLSearchParams(address.split("?")[1])].toString();
        fc.pre(query(url) !== query(request.url));
        const result = scheme.verify({ request: { ...request, url }, secrets: all, options, at });
        expect(result.ok, url).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe("sealed callbacks", () => {
  const open = (secret: object, moved = 0) => {
    const { scheme, options, request } = signed(
      "wecom",
      JSON.stringify(callback),
      "<xml><MsgId>1</MsgId></xml>",
    );
    const all = [{ id: "s", value: JSON.stringify(secret) }];
    return scheme.verify({ request, secrets: all, options, at: new Date(at.getTime() + moved * 1000) });
  };

  test("say which of their three fields is wrong", () => {
    expect(open(callback)).toMatchObject({ ok: true });
    expect(open({ ...callback, token: "x" })).toMatchObject({ diagnosis: expect.stringContaining("Token") });
    const otherKey = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
    expect(open({ ...callback, encoding_aes_key: otherKey })).toMatchObject({
      code: "signature_mismatch",
      diagnosis: expect.stringContaining("EncodingAESKey"),
    });
    expect(open({ ...callback, receive_id: "ww9" })).toMatchObject({
      code: "token_mismatch",
      diagnosis: expect.stringContaining("ww1234"),
    });
    expect(open(callback, 301)).toMatchObject({ code: "timestamp_stale" });
    expect(open(callback, -301)).toMatchObject({ code: "timestamp_stale" });
  });

  test("round trip of any text, and nothing else opens", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (content, receiveId) => {
        const random = Buffer.alloc(16, 7);
        const sealedText = sealMessage(aesKey, { text: content, receiveId, random });
        const opened = openMessage(aesKey, sealedText);
        expect(opened?.text.equals(Buffer.from(content))).toBe(true);
        expect(opened?.receiveId).toBe(Buffer.from(receiveId).toString("utf8"));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => openMessage(aesKey, Buffer.from(bytes).toString("base64"))).not.toThrow();
      }),
    );
    expect(callbackSignature("b", "a")).toBe(callbackSignature("a", "b"));
  });
});

describe("XML", () => {
  test.each([
    ["<xml><A><![CDATA[1 < 2]]></A><B>x &amp; y</B></xml>", { A: "1 < 2", B: "x & y" }],
    ["<xml><I><T>1</T></I><I><T>2</T></I><E/></xml>", { I: [{ T: "1" }, { T: "2" }], E: "" }],
    [" <xml>\n<A> b </A>\n</xml>\n", { A: " b " }],
    ["<xml><A>1</B></xml>", null],
    ["<xml><A>1</A>", null],
    ["<xml a='1'><A>1</A></xml>", null],
    ['<!DOCTYPE x [<!ENTITY e "boom">]><xml><A>&e;</A></xml>', null],
    ["<xml></xml><xml></xml>", null],
    ["text", null],
    [`${"<a>".repeat(17)}${"</a>".repeat(17)}`, null],
  ])("%s", (input, expected) => {
    const value = readXml(input);
    expect(value === null ? null : JSON.parse(JSON.stringify(value))).toEqual(expected);
  });

  test("no text makes it throw, and JSON stays as it is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (input) => void readXml(input)));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("<", ">", "a", "/", "&", "<![CDATA[", "]]>", "<a>", "</a>")),
        (parts) => void readXml(parts.join("")),
      ),
    );
    expect(Buffer.from(messageContent('{"a":1}')).toString()).toBe('{"a":1}');
  });
});

test("every preset names a scheme that there is, with options it takes", () => {
  expect(presets.size).toBeGreaterThanOrEqual(18);
  for (const [source, { scheme, options }] of presets)
    expect(verificationInput.safeParse({ scheme, ...options }).success, source).toBe(true);
});
