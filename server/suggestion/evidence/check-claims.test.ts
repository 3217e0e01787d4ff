import { describe, expect, test } from "vitest";
import { claimsOf, unsupportedClaims } from "./check-claims.ts";

describe("what counts as a claim", () => {
  test.each([
    ["Your order A-1042 ships on 2026-11-24.", ["A-1042", "2026-11-24"]],
    ["It costs $1,299.50 or 20%.", ["1,299.50", "20%"]],
    [
      "Write to help@example.com or see https://example.com/reset?x=1.",
      ["https://example.com/reset?x=1", "help@example.com"],
    ],
    ["请在3个工作日内致电400-820-8820。", ["3", "400-820-8820"]],
    ["We are happy to help.", []],
  ])("%s", (text, claims) => {
    expect(claimsOf(text)).toEqual(claims);
  });
});

describe("what the evidence supports", () => {
  test.each([
    ["the same number", "It takes 3 days.", "Delivery takes 3 days.", []],
    ["another number", "It takes 5 days.", "Delivery takes 3 days.", ["5"]],
    ["not a part of a longer number", "It takes 3 days.", "It takes 30 days.", ["3"]],
    ["not a part of an id", "Order 104 is on its way.", "Order A1042 shipped.", ["104"]],
    ["digit grouping", "It costs 1299.50.", "Price: 1,299.50", []],
    ["full-width digits", "需要３天。", "需要3天。", []],
    ["a number among Han characters", "请等待3天", "通常3天到货", []],
    [
      "a changed link",
      "See https://evil.example/reset",
      "See https://example.com/reset",
      ["https://evil.example/reset"],
    ],
    ["a day written otherwise", "It arrives on 25 November.", '{"eta":"2026-11-25T18:00:00Z"}', []],
    ["a day in Chinese", "预计2026年11月25日送达", "eta 2026-11-25", []],
    ["a moment as people read it", "On 2026-11-25 18:00 UTC.", "2026-11-25T18:00:00Z", []],
    ["another day", "It arrives on November 26, 2026.", "2026-11-25", ["November 26, 2026"]],
    ["another time", "On 2026-11-25 at 19:00.", "2026-11-25T18:00:00Z", ["19:00"]],
    ["another year", "It arrived on 25 November 2025.", "2026-11-25", ["25 November 2025"]],
    ["the same amount", "You paid 49.90.", '{"total":49.9}', []],
    ["an amount after a label", "总计：49.9。", '{"total":49.9}', []],
    ["another amount", "You paid 49.90.", '{"total":49.09}', ["49.90"]],
    ["a changed address", "Write to a@evil.example", "Write to a@example.com", ["a@evil.example"]],
  ])("%s", (_name, text, evidence, unsupported) => {
    expect(unsupportedClaims(text, [evidence])).toEqual(unsupported);
  });
});

describe("a text as long as a request may be", () => {
  // A pattern that looks at a character again and again takes minutes here.
  test.each(["a", "a.", "a@", "a-", "-", "1", "1,", "2026-", "1月", "https://", " ", "灯"])(
    "of %j is read",
    (unit) => {
      const text = unit.repeat(900_000 / unit.length);
      expect(unsupportedClaims("It takes 3 days.", [text])).toEqual(["3"]);
      expect(claimsOf(`${text} and 7 days`).includes("7")).toBe(true);
      expect(unsupportedClaims(`${text} and 7 days`, ["7 days"]).includes("7")).toBe(false);
    },
  );
});
