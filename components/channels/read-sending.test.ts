import { expect, test } from "vitest";
import { sending as schema } from "../../server/channel/sending/schema.ts";
import { readSending } from "./read-sending.ts";

const read = (typed: Record<string, string>) => readSending((field) => typed[field] ?? "");
const night = { quiet_from: "22:00", quiet_to: "08:00", quiet_zone: "Asia/Shanghai" };

test.each([
  [{ quiet_zone: "Asia/Shanghai", rate_per: "minute" }, {}],
  [night, { quiet_hours: { from: "22:00", to: "08:00", time_zone: "Asia/Shanghai" } }],
  [{ rate_count: "20", rate_per: "minute" }, { rate_limit: { count: 20, per: "minute" } }],
  [{ rate_count: "5", rate_per: "second" }, { rate_limit: { count: 5, per: "second" } }],
  [
    { fallback_channel_id: "01940b5e-0000-7000-8000-000000000001" },
    { fallback_channel_id: "01940b5e-0000-7000-8000-000000000001" },
  ],
])("%j", (typed, expected) => {
  const { sending } = read(typed) as { sending: object };
  expect(sending).toEqual(expected);
  expect(schema.parse(sending)).toEqual(expected);
});

test.each([
  [{ ...night, quiet_to: "" }, "quiet"],
  [{ ...night, quiet_from: "" }, "quiet"],
  [{ ...night, quiet_to: "22:00" }, "quiet"],
  [{ ...night, quiet_zone: "" }, "quiet"],
  [{ rate_count: "0" }, "rate"],
  [{ rate_count: "1.5" }, "rate"],
  [{ rate_count: "many" }, "rate"],
])("%j is filled in by half", (typed, problem) => {
  expect(read(typed)).toEqual({ problem });
});
