import { z } from "zod";
import { isTimeZone } from "../../workspace/hours/weekly-hours.ts";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 08:00");

const quietHours = z
  .strictObject({
    /** An IANA name such as Asia/Shanghai: what the clocks there say counts. */
    time_zone: z.string().max(64).refine(isTimeZone, "must be a time zone such as Asia/Shanghai"),
    /** Over midnight where it is later than `to`. */
    from: clock,
    to: clock,
  })
  .refine(({ from, to }) => from !== to, { path: ["to"], message: "must differ from the beginning" });

const rateLimit = z.strictObject({
  count: z.number().int().min(1).max(10_000),
  per: z.enum(["second", "minute"]),
});

/** When, how fast, and by what other channel replies leave; what is left out sets no bounds. */
export const sending = z.strictObject({
  quiet_hours: quietHours.optional(),
  rate_limit: rateLimit.optional(),
  /** Takes over what this one cannot send, for good or while it is paused. */
  fallback_channel_id: z.uuid().optional(),
});

export type Sending = z.infer<typeof sending>;
export type QuietHours = z.infer<typeof quietHours>;
export type RateLimit = z.infer<typeof rateLimit>;
