import { z } from "zod";
import { signDigest, verifyDigest } from "./digest.ts";
import type { DigestRule } from "./digest-rule.ts";
import { defineScheme } from "./scheme.ts";
import { headerName, textSecret } from "./secret-shapes.ts";
import { signed } from "./signed-template.ts";

const options = z.strictObject({
  header: headerName.default("x-grafana-alerting-signature"),
  timestamp_header: headerName.optional(),
  tolerance_s: z.number().int().min(1).max(86_400).default(300),
});

function rule({ header, timestamp_header, tolerance_s }: z.output<typeof options>): DigestRule {
  return {
    header,
    form: { kind: "single", prefix: "" },
    algorithm: "sha256",
    encoding: "hex",
    ...(timestamp_header
      ? {
          signed: signed("{timestamp}:{body}"),
          timestamp: { from: { header: timestamp_header }, unit: "s", toleranceS: tolerance_s },
        }
      : { signed: signed("{body}") }),
  };
}

/**
 * Grafana Alerting's webhook contact point (grafana/alerting, receivers/webhook): bare hex over the body, or over
 * timestamp:body where the contact point names a timestamp header. Both names are chosen on Grafana's screen.
 */
export const grafana = defineScheme({
  options,
  secret: textSecret,
  ourSecret: "text",
  verify: ({ options, ...input }) => verifyDigest(rule(options), input),
  sign: ({ options, ...input }) => signDigest(rule(options), input),
  credentialHeaders: () => [],
});
