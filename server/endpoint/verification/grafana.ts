import { z } from "zod";
import { verifyDigest } from "./digest.ts";
import { defineScheme } from "./scheme.ts";
import { headerName, textSecret } from "./secret-shapes.ts";
import { signed } from "./signed-template.ts";

const options = z.strictObject({
  header: headerName.default("x-grafana-alerting-signature"),
  timestamp_header: headerName.optional(),
  tolerance_s: z.number().int().min(1).max(86_400).default(300),
});

/**
 * Grafana Alerting's webhook contact point (grafana/alerting, receivers/webhook): bare hex over the body, or over
 * timestamp:body where the contact point names a timestamp header. Both names are chosen on Grafana's screen.
 */
export const grafana = defineScheme({
  options,
  secret: textSecret,
  ourSecret: "text",
  verify({ options, ...input }) {
    const { header, timestamp_header, tolerance_s } = options;
    const common = {
      header,
      form: { kind: "single", prefix: "" },
      algorithm: "sha256",
      encoding: "hex",
    } as const;
    return timestamp_header
      ? verifyDigest(
          {
            ...common,
            signed: signed("{timestamp}:{body}"),
            timestamp: { from: { header: timestamp_header }, unit: "s", toleranceS: tolerance_s },
          },
          input,
        )
      : verifyDigest({ ...common, signed: signed("{body}") }, input);
  },
  credentialHeaders: () => [],
});
