import { describe, expect, test } from "vitest";
import { newId } from "../../platform/ids.ts";
import { testDatabase } from "../../testing/database.ts";
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

describe("a rate of 6 a minute", () => {
  const database = testDatabase();
  const take = async (id: string, calls: number, rate = 6) =>
    Promise.all(Array.from({ length: calls }, () => takeCall(database, id, rate)));
  const allowed = (waits: number[]) => waits.filter((wait) => wait === 0).length;
  /** As if so many seconds had passed since the last call. */
  const pass = (id: string, seconds: number) =>
    database.pool.query(
      "UPDATE rate_limit SET window_ends_at = window_ends_at - make_interval(secs => $2) WHERE key = $1",
      [`endpoint ${id}`, seconds],
    );

  test("lets 6 through at once, then one every ten seconds, and says when", async () => {
    const id = newId();
    const waits = await take(id, 9);
    expect(waits.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
    for (const wait of waits.slice(6)) {
      expect(wait).toBeGreaterThan(5);
      expect(wait).toBeLessThanOrEqual(10);
    }
    await pass(id, 22);
    expect(allowed(await take(id, 5))).toBe(2);
    await pass(id, 3600);
    expect(allowed(await take(id, 9))).toBe(6);
    expect(await take(newId(), 1)).toEqual([0]);
  });

  test("one a minute waits a minute", async () => {
    const id = newId();
    const [first, second] = await take(id, 2, 1);
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(50);
    expect(second).toBeLessThanOrEqual(60);
    await pass(id, 60);
    expect(await take(id, 1, 1)).toEqual([0]);
  });

  test("is one for all processes", async () => {
    const id = newId();
    await take(id, 4);
    // Another process has groups of its own, on the same rows.
    const other = { ...database };
    const waits = await Promise.all(Array.from({ length: 4 }, () => takeCall(other, id, 6)));
    expect(allowed(waits)).toBe(2);
  });
});
