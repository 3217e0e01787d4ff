import { z } from "zod";
import { onlyValue, signDigest, verifyDigest } from "./digest.ts";
import type { DigestRule } from "./digest-rule.ts";
import { defineScheme, refuse } from "./scheme.ts";
import { headerName, textSecret } from "./secret-shapes.ts";
import type { SignedPart } from "./signed-template.ts";
import { signed } from "./signed-template.ts";

const list = (label: string) => ({ kind: "list", label, separator: ",", joint: "=" }) as const;
const signedTime = { from: { field: "t" }, unit: "s" } as const;

const convoyOptions = z.strictObject({
  header: headerName.default("x-convoy-signature"),
  algorithm: z.enum(["sha256", "sha512"]).default("sha256"),
  encoding: z.enum(["hex", "base64"]).default("hex"),
  tolerance_s: z.number().int().min(1).max(86_400).default(300),
});

const convoyRule = (options: z.output<typeof convoyOptions>): DigestRule => ({
  header: options.header,
  form: list("v1"),
  algorithm: options.algorithm,
  encoding: options.encoding,
  signed: signed("{timestamp},{body}"),
  timestamp: { ...signedTime, toleranceS: options.tolerance_s },
});

/** Convoy's advanced signatures (frain-dev/convoy, pkg/signature): `t=…,v1=…` over time, a comma and the body. */
export const convoy = defineScheme({
  options: convoyOptions,
  secret: textSecret,
  ourSecret: "text",
  verify: ({ options, ...input }) => verifyDigest(convoyRule(options), input),
  sign: ({ options, ...input }) => signDigest(convoyRule(options), input),
  credentialHeaders: () => [],
});

const hook0Header = "x-hook0-signature";
const hook0Rule: DigestRule = {
  header: hook0Header,
  form: list("v0"),
  algorithm: "sha256",
  encoding: "hex",
  signed: signed("{timestamp}.{body}"),
  timestamp: { ...signedTime, toleranceS: 300 },
};
const mostHeaders = 20;

/**
 * Hook0 (clients/conformance/signature.json): `v0` over time.body, `v1` over time.names.values.body, where `h` names the
 * headers it covers; where both are sent the stronger one counts alone.
 */
export const hook0 = defineScheme({
  options: z.strictObject({}),
  secret: textSecret,
  verify(input) {
    const value = input.request.headers.get(hook0Header)?.[0] ?? "";
    // Header names stand in the list with spaces between them; the reader of lists knows none.
    const covered = /(?:^|,)h=([\w -]*)/.exec(value)?.[1]?.split(" ", mostHeaders + 1);
    if (!/(?:^|,)v1=/.test(value)) return verifyDigest(hook0Rule, input);
    if (!covered || covered.length > mostHeaders || covered.some((name) => !/^[\w-]+$/.test(name)))
      return refuse("signature_malformed", `${hook0Header}: v1 needs h, the headers that it covers.`);
    const parts: SignedPart[] = [{ kind: "timestamp" }, { kind: "literal", text: `.${covered.join(" ")}.` }];
    for (const name of covered) {
      const carried = onlyValue(input.request, name.toLowerCase());
      if (typeof carried !== "string")
        return refuse("signature_malformed", `The signature covers the header ${name}, which is missing.`);
      parts.push({ kind: "header", name: name.toLowerCase() }, { kind: "literal", text: "." });
    }
    const headers = new Map(input.request.headers);
    headers.set(hook0Header, [value.replace(/(^|,)h=[\w -]*(,|$)/, "$1").replace(/,$/, "")]);
    return verifyDigest(
      { ...hook0Rule, form: list("v1"), signed: [...parts, { kind: "body" }] },
      { ...input, request: { ...input.request, headers } },
    );
  },
  sign: (input) => signDigest(hook0Rule, input),
  idHeader: "x-event-id",
  credentialHeaders: () => [],
});
