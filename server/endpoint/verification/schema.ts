import { z } from "zod";
import { schemes } from "./schemes.ts";

/** `{scheme, secret?, ...options}` as the contract has it; every scheme takes its own options and no others. */
export type VerificationInput = {
  scheme: string;
  secret?: string | Record<string, string>;
} & Record<string, unknown>;

const members = [...schemes].map(([name, { options, secret }]) =>
  options.safeExtend({
    scheme: z.literal(name),
    ...(secret ? { secret: secret.optional() } : {}),
  }),
);

export const verificationInput = z.discriminatedUnion(
  "scheme",
  members as [(typeof members)[number], ...typeof members],
  { error: `There is no such scheme. Use one of ${[...schemes.keys()].join(", ")}.` },
) as unknown as z.ZodType<VerificationInput>;

/** The secret as it is sealed, and the part of it whose end may be shown. */
export function secretText(secret: string | Record<string, string>): { value: string; shownAs: string } {
  if (typeof secret === "string") return { value: secret, shownAs: secret };
  return { value: JSON.stringify(secret), shownAs: Object.values(secret).at(-1) ?? "" };
}
