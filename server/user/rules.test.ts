import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { processorMs } from "../testing/processor-time.ts";
import { isEmailAddress, peerWindowKey } from "./rules.ts";

describe("isEmailAddress", () => {
  it.each(["a@b", "admin@localhost", "first.last+tag@sub.example.com", `${"a".repeat(64)}@example.com`])(
    "accepts %s",
    (text) => expect(isEmailAddress(text)).toBe(true),
  );

  it.each([
    ["a full-width at sign", "victim＠example.com"],
    ["a look-alike letter", "victim@exampⅼe.com"],
    ["an address before another", "victim＠example.com@evil.example"],
    ["a list", "a@x.example,b@y.example"],
    ["two at signs", "a@b@c"],
    ["a display name", "A <a@b.example>"],
    ["a space", "a b@c.example"],
    ["a trailing line feed", "a@b.example\n"],
    ["an IP literal", "a@[127.0.0.1]"],
    ["an overlong local part", `${"a".repeat(65)}@example.com`],
    ["nothing", ""],
  ])("refuses %s", (_, text) => expect(isEmailAddress(text)).toBe(false));

  const data = join(
    process.env.FIRSTLINE_TEST_DATA ?? join(process.cwd(), "../shared/data"),
    "attacks/headers_mail.json",
  );
  it("refuses injected addresses, and takes no time for it", async ({ skip }) => {
    let addresses: { s: string }[];
    try {
      addresses = JSON.parse(readFileSync(data, "utf8")).email_addresses;
    } catch {
      return skip("15 or so cases skipped: no attacks/headers_mail.json");
    }
    expect(addresses.length).toBeGreaterThan(10);
    for (const { s } of addresses) {
      const taken = await processorMs(() => {
        // "victim@localhost" and a host of many one-letter labels are single, plain addresses.
        if (isEmailAddress(s)) expect(s).toMatch(/^victim@localhost$|^a@(b\.)+com$/);
      });
      expect(taken).toBeLessThan(100);
    }
  });
});

describe("peerWindowKey", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::9", "2001:db8:1:2"],
    ["not an address", "unknown"],
  ])("%s counts as %s", (address, key) => expect(peerWindowKey(address)).toBe(`sign-in:peer:${key}`));
});
