import { z } from "zod";
import { parseRedactionPath } from "../redaction/redaction-path.ts";

/** "192.0.2.1", "2001:db8::1", or a network of either: "192.0.2.0/24". */
export const network = z.union(
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  "must be an address or a network such as 192.0.2.0/24",
);

const redactedField = z
  .string()
  .max(256)
  .refine(
    (text) => parseRedactionPath(text) !== null,
    "must be a path into the body such as customer.phone or cards[*].number",
  );

/** What an endpoint does not let itself be asked for; what is left out is not limited beyond the installation's own limits. */
export const guardsSchema = z.strictObject({
  /** Calls a minute, of all processes together; beyond it 429. */
  rate_per_minute: z.number().int().min(1).max(1_000_000).optional(),
  /** Events that wait to be handled; beyond it 429. */
  max_pending: z.number().int().min(1).max(1_000_000).optional(),
  /** Who may call; nobody else may. */
  allowed_addresses: z.array(network).min(1).max(50).optional(),
  max_body_bytes: z.number().int().min(1).max(1_048_576).optional(),
  /** After so many days the bytes and credentials of a call are forgotten, once its events need them no more. */
  retention_days: z.number().int().min(1).max(3650).optional(),
  /** Alarm when nothing has been accepted for so long. */
  silence_minutes: z.number().int().min(5).max(43_200).optional(),
  /** Fields of the body whose values are never shown, and not kept longer than their event needs them. */
  redacted_fields: z.array(redactedField).min(1).max(50).optional(),
});

export type Guards = z.infer<typeof guardsSchema>;
