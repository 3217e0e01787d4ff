import type { Scheme } from "../verification/scheme.ts";
import type { Preset, Seed } from "./preset.ts";

/** A request before anybody signs it. */
export type UnsignedRequest = { headers: Record<string, string>; body: string };

/** The preset's sample in the form that the scheme reads: JSON where it takes neither form fields nor XML. */
export function writeSample(preset: Preset, scheme: Pick<Scheme, "bodyForm">, seed: Seed): UnsignedRequest {
  const { headers = {}, body } = preset.sample(seed);
  if ("form" in body && scheme.bodyForm === "form")
    return {
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(body.form).toString(),
    };
  if ("xml" in body && scheme.bodyForm === "xml")
    return { headers: { "content-type": "text/xml", ...headers }, body: writeXml(body.xml) };
  const value = "json" in body ? body.json : "xml" in body ? body.xml : body.form;
  return {
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(value, null, 2),
  };
}

function writeXml(fields: Record<string, string>): string {
  const elements = Object.entries(fields).map(([name, value]) =>
    /^\d+$/.test(value) ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`,
  );
  return ["<xml>", ...elements, "</xml>"].join("\n");
}

export type SignedRequest = { url: string; headers: Record<string, string>; body: Uint8Array };

/** That request as this scheme's sender would prove it; with no secret it goes out as it is. */
export function signRequest(
  scheme: Scheme,
  input: {
    url: string;
    unsigned: UnsignedRequest;
    secret: string | null;
    options: Record<string, unknown>;
    at: Date;
    seed: string;
  },
): SignedRequest {
  const { url, unsigned, secret, options, at, seed } = input;
  const request = {
    method: "POST",
    url,
    headers: new Map(
      Object.entries(unsigned.headers).map(([name, value]): [string, string[]] => [name, [value]]),
    ),
    body: Buffer.from(unsigned.body),
  };
  if (secret === null) return { url, headers: unsigned.headers, body: request.body };
  const proof = scheme.sign({ request, secret, options, at, seed });
  return {
    url: proof.url ?? url,
    headers: { ...unsigned.headers, ...proof.headers },
    body: proof.body ?? request.body,
  };
}
