import { z } from "zod";
import { signDigest, verifyDigest } from "./digest.ts";
import type { DigestRule } from "./digest-rule.ts";
import { defineScheme } from "./scheme.ts";
import { headerName, textSecret } from "./secret-shapes.ts";
import { parseSignedTemplate, signed } from "./signed-template.ts";

const template = z
  .string()
  .max(200)
  .superRefine((text, check) => {
    const parts = parseSignedTemplate(text);
    if (typeof parts === "string") check.addIssue({ code: "custom", message: parts });
  });

const shape = z
  .strictObject({
    header: headerName,
    algorithm: z.enum(["sha256", "sha1", "sha512"]).default("sha256"),
    encoding: z.enum(["hex", "base64"]).default("hex"),
    prefix: z.string().max(32).optional(),
    signed: template.default("{body}"),
    timestamp_header: headerName.optional(),
    tolerance_s: z.number().int().min(1).max(86_400).default(300),
  })
  .refine(
    (value) => value.signed.includes("{timestamp}") === (value.timestamp_header !== undefined),
    "{timestamp} in signed and timestamp_header go together: a time that is not signed proves nothing",
  );

const rule = (options: z.output<typeof shape>): DigestRule => ({
  header: options.header,
  form: { kind: "single", prefix: options.prefix ?? "" },
  algorithm: options.algorithm,
  encoding: options.encoding,
  signed: signed(options.signed),
  ...(options.timestamp_header && {
    timestamp: {
      from: { header: options.timestamp_header },
      unit: "any",
      toleranceS: options.tolerance_s,
    },
  }),
});

/** Any sender that signs its body with a keyed digest, described by its options. */
export const hmac = defineScheme({
  options: shape,
  secret: textSecret,
  ourSecret: "text",
  verify: ({ options, ...input }) => verifyDigest(rule(options), input),
  sign: ({ options, ...input }) => signDigest(rule(options), input),
  credentialHeaders: () => [],
});
