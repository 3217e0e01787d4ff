import { z } from "zod";
import { equalSecrets } from "./compare.ts";
import { hint } from "./hint.ts";
import { defineScheme, refuse, type Verification, type VerificationInput } from "./scheme.ts";
import { headerName, textSecret } from "./secret-shapes.ts";

/** Finds the secret that a header's value is, after its prefix (compared without regard to case) is taken off. */
function verifyToken(
  { request, secrets }: VerificationInput<unknown>,
  header: string,
  prefix = "",
): Verification {
  if (secrets.length === 0)
    return refuse("no_secret_configured", "This endpoint has no secret: all requests are refused.");
  const values = request.headers.get(header) ?? [];
  if (values.length === 0 || values[0] === "")
    return refuse(
      "missing_credential",
      `The header ${header} is missing.`,
      hint("header_missing", { header }),
    );
  if (values.length > 1)
    return refuse(
      "token_mismatch",
      `The header ${header} was sent ${values.length} times.`,
      hint("header_repeated", { header }),
    );
  const value = values[0]!;
  if (value.slice(0, prefix.length).toLowerCase() !== prefix)
    return refuse(
      "token_mismatch",
      `The header ${header} does not begin with "${prefix.trim()}".`,
      hint("prefix_missing", { header, prefix: prefix.trim() }),
    );
  const received = Buffer.from(value.slice(prefix.length), "latin1");
  const matched = secrets.find((secret) => equalSecrets(received, secret.value));
  return matched
    ? { ok: true, secretId: matched.id }
    : refuse("token_mismatch", `The value of ${header} is not the endpoint's secret.`);
}

/** A fixed value in a header of the sender's choice: proves who calls, not what was sent. */
export const token = defineScheme({
  options: z.strictObject({ header: headerName }),
  secret: textSecret,
  ourSecret: "text",
  verify: (input) => verifyToken(input, input.options.header),
  sign: ({ secret, options }) => ({ headers: { [options.header]: secret } }),
  credentialHeaders: (options) => [options.header],
});

/** RFC 6750: Authorization: Bearer. */
export const bearer = defineScheme({
  options: z.strictObject({}),
  secret: textSecret,
  ourSecret: "text",
  verify: (input) => verifyToken(input, "authorization", "bearer "),
  sign: ({ secret }) => ({ headers: { authorization: `Bearer ${secret}` } }),
  credentialHeaders: () => ["authorization"],
});

const userAndPassword = z.strictObject({
  username: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[^:]*$/, "must not contain a colon"),
  password: z.string().min(1).max(1024),
});

function basicCredential(secret: string): string {
  const { username, password } = userAndPassword.parse(JSON.parse(secret));
  return Buffer.from(`${username}:${password}`).toString("base64");
}

/** RFC 7617: Authorization: Basic, with the credentials in UTF-8. */
export const basic = defineScheme({
  options: z.strictObject({}),
  secret: userAndPassword,
  verify: (input) =>
    verifyToken(
      {
        ...input,
        secrets: input.secrets.map(({ id, value }) => ({ id, value: basicCredential(value) })),
      },
      "authorization",
      "basic ",
    ),
  sign: ({ secret }) => ({ headers: { authorization: `Basic ${basicCredential(secret)}` } }),
  credentialHeaders: () => ["authorization"],
});

/** Nothing is verified: the endpoint and its events are marked so. */
export const none = defineScheme({
  options: z.strictObject({
    unverified: z.literal(true, 'must be true: say that you want this endpoint "unverified"'),
  }),
  secret: null,
  verify: () => ({ ok: true, secretId: null }),
  sign: () => ({ headers: {} }),
  credentialHeaders: () => [],
});
