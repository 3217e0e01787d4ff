import { expect, test } from "vitest";
import { toE164 } from "./phone-number.ts";
import { countSegments } from "./segments.ts";

test.each([
  ["", "GSM-7", 0],
  ["a".repeat(160), "GSM-7", 1],
  ["a".repeat(161), "GSM-7", 2],
  ["a".repeat(306), "GSM-7", 2],
  ["a".repeat(307), "GSM-7", 3],
  // The euro sign counts twice and is not cut in two.
  [`${"a".repeat(152)}€${"a".repeat(10)}`, "GSM-7", 2],
  ["€".repeat(80), "GSM-7", 1],
  ["好".repeat(70), "UCS-2", 1],
  ["好".repeat(71), "UCS-2", 2],
  ["好".repeat(134), "UCS-2", 2],
  ["好".repeat(135), "UCS-2", 3],
  // Two units each: 33 fit into a part of 67, and none is cut.
  ["😀".repeat(35), "UCS-2", 1],
  ["😀".repeat(67), "UCS-2", 3],
  ["’", "UCS-2", 1],
])("%# %s counts as it is paid for", (text, encoding, count) => {
  expect(countSegments(text)).toMatchObject({ encoding, count });
});

test.each([
  ["+44 20 7946 0018", "+442079460018"],
  ["0044 (20) 7946-0018", "+442079460018"],
  ["138 1234 5678", "+8613812345678"],
  ["020 7946 0018", undefined],
  ["12345", undefined],
  ["+0123456789", undefined],
  ["call me", undefined],
])("%s is sent to %s", (phone, expected) => {
  expect(toE164(phone)).toBe(expected);
});
