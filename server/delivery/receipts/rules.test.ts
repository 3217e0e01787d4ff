import { expect, test } from "vitest";
import type { Receipt } from "../../channel/kinds/answers.ts";
import type { DeliveryStatus } from "../schema.ts";
import { afterReceipt } from "./rules.ts";

type Row = [DeliveryStatus, Receipt["state"], DeliveryStatus | null];

test.each<Row>([
  ["sending", "sent", null],
  ["sent", "sent", null],
  // What nobody knew is known now.
  ["unknown", "sent", "sent"],
  ["unknown", "failed", "failed"],
  ["sending", "delivered", "delivered"],
  ["sent", "delivered", "delivered"],
  ["sent", "read", "read"],
  ["delivered", "read", "read"],
  // Forward only.
  ["delivered", "sent", null],
  ["delivered", "delivered", null],
  ["read", "delivered", null],
  ["delivered", "failed", null],
  ["read", "failed", null],
  ["sent", "failed", "failed"],
  ["sending", "failed", "failed"],
  // It arrived after all, whatever was made of it meanwhile.
  ["queued", "delivered", "delivered"],
  ["held", "delivered", "delivered"],
  ["failed", "delivered", "delivered"],
  ["cancelled", "read", "read"],
  // The next try decides.
  ["queued", "failed", null],
  ["held", "failed", null],
  ["cancelled", "failed", null],
  ["sent", "delayed", null],
  ["caught", "delivered", null],
])("%s, reported %s: %s", (status, state, expected) => {
  expect(afterReceipt(status, state, true)).toBe(expected);
});

test("of a try that another has replaced only that it arrived counts", () => {
  expect(afterReceipt("sent", "failed", false)).toBeNull();
  expect(afterReceipt("sent", "delivered", false)).toBe("delivered");
});
