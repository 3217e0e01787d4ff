import { z } from "zod";
import { verifyDigest } from "./digest.ts";
import type { DigestRule } from "./digest-rule.ts";
import { defineScheme, type Scheme } from "./scheme.ts";
import { textSecret } from "./secret-shapes.ts";
import { signed } from "./signed-template.ts";

type Sender = DigestRule &
  Pick<Scheme, "idHeader" | "typeHeader"> & {
    /** Whether the sender's screen lets one type a secret of one's own. */
    takesOurSecret?: boolean;
  };

/** Senders that sign their body with a keyed digest, as their makers describe it. */
const senders = {
  // docs.github.com: "Validating webhook deliveries"
  github: {
    header: "x-hub-signature-256",
    form: { kind: "single", prefix: "sha256=" },
    algorithm: "sha256",
    encoding: "hex",
    signed: signed("{body}"),
    idHeader: "x-github-delivery",
    typeHeader: "x-github-event",
    takesOurSecret: true,
  },
} as const satisfies Record<string, Sender>;

function scheme({ idHeader, typeHeader, takesOurSecret, ...rule }: Sender): Scheme {
  return defineScheme({
    options: z.strictObject({}),
    secret: textSecret,
    ...(takesOurSecret ? { ourSecret: "text" as const } : {}),
    verify: (input) => verifyDigest(rule, input),
    ...(idHeader ? { idHeader } : {}),
    ...(typeHeader ? { typeHeader } : {}),
    credentialHeaders: () => [],
  });
}

export const digestSenders = Object.fromEntries(
  Object.entries(senders).map(([name, sender]) => [name, scheme(sender)]),
) as Record<keyof typeof senders, Scheme>;
