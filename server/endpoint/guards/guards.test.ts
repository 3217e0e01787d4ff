import { describe, expect, test } from "vitest";
import { newId } from "../../platform/ids.ts";
import { isInNetworks } from "./is-in-networks.ts";
import { guardsSchema } from "./schema.ts";
import { takeCall } from "./take-call.ts";

test.each([
  ["192.0.2.7", ["192.0.2.0/24"], true],
  ["::ffff:192.0.2.7", ["192.0.2.0/24"], true],
  ["192.0.3.7", ["192.0.2.0/24", "10.0.0.1"], false],
  ["10.0.0.1", ["192.0.2.0/24", "10.0.0.1"], true],
  ["2001:db8::5", ["2001:db8::/32"], true],
  ["2001:db9::5", ["2001:db8::/32"], false],
  [null, ["0.0.0.0/0"], false],
  ["unknown", ["0.0.0.0/0"], false],
])("%s in %j: %s", (address, networks, expected) => {
  expect(isInNetworks(address, networks)).toBe(expected);
});

test.each(["192.0.2.0/33", "300.1.1.1", "192.0.2.0/24/1", "example.com", "192.0.2.0/x", ""])(
  "%s is no network",
  (text) => {
    expect(guardsSchema.safeParse({ allowed_addresses: [text] }).success).toBe(false);
  },
);

describe("a rate of 60 a minute", () => {
  test("lets 60 through at once, then one a second, and says when", () => {
    const id = newId();
    const outcomes = Array.from({ length: 61 }, () => takeCall(id, 60, 1_000_000));
    expect(outcomes.filter((wait) => wait === 0)).toHaveLength(60);
    expect(outcomes[60]).toBe(1);
    expect(takeCall(id, 60, 1_000_500)).toBe(1);
    expect(takeCall(id, 60, 1_001_000)).toBe(0);
    expect(takeCall(id, 60, 1_001_000)).toBe(1);
    expect(takeCall(newId(), 60, 1_001_000)).toBe(0);
  });

  test("one a minute waits a minute, and a clock that goes back takes nothing away", () => {
    const id = newId();
    expect([takeCall(id, 1, 0), takeCall(id, 1, 0), takeCall(id, 1, -5000)]).toEqual([0, 60, 60]);
    expect(takeCall(id, 1, 60_000)).toBe(0);
  });
});
