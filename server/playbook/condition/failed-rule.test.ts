import { describe, expect, test } from "vitest";
import { type EventFields, findField, readField } from "./event-fields.ts";
import { failedRule } from "./failed-rule.ts";
import { type Condition, condition, type Rule } from "./schema.ts";

const fields: EventFields = {
  headers: { "x-topic": "orders" },
  query: { lang: "zh" },
  body: {
    priority: "high",
    amount: 129.5,
    total: "100.00",
    at: "2026-11-23T10:00:00Z",
    tags: ["vip", "new"],
    empty: "",
    data: { order_id: 1001, customer: { tier: "金牌" } },
    contact: { email: "body@example.com" },
  },
  contact: { id: "u1", email: "ada@example.com" },
  event: { type: "order.paid", text: "Paid" },
};

const rule = (field: string, operator: Rule["operator"], value?: Rule["value"]): Condition => ({
  combinator: "and",
  rules: [{ field, operator, ...(value !== undefined && { value }) }],
});

describe("a comparison", () => {
  test.each<[string, Rule["operator"], Rule["value"] | undefined, boolean]>([
    ["body.priority", "=", "high", true],
    ["priority", "=", "High", false],
    ["priority", "!=", "low", true],
    ["amount", ">", 100, true],
    ["amount", ">", "100", true],
    ["amount", "<=", 100, false],
    ["total", "=", 100, true],
    ["total", ">=", "100", true],
    ["at", "<", "2026-12-01", true],
    ["at", ">", "2026-12-01", false],
    ["priority", ">", 5, false],
    ["none", ">", 5, false],
    ["none", "<", 5, false],
    ["tags", "contains", "vip", true],
    ["priority", "contains", "IG", true],
    ["priority", "doesNotContain", "low", true],
    ["priority", "beginsWith", "hi", true],
    ["priority", "endsWith", "gh", true],
    ["priority", "in", ["low", "high"], true],
    ["priority", "in", "low, high", true],
    ["data.order_id", "in", ["1001"], true],
    ["priority", "notIn", ["low"], true],
    ["none", "null", undefined, true],
    ["empty", "null", undefined, true],
    ["priority", "notNull", undefined, true],
    ["headers.X-Topic", "=", "orders", true],
    ["query.lang", "=", "zh", true],
    ["data.customer.tier", "=", "金牌", true],
    ["contact.email", "=", "ada@example.com", true],
    ["body.contact.email", "=", "body@example.com", true],
    ["event.type", "=", "order.paid", true],
    ["toString", "notNull", undefined, false],
    ["tags.length", "notNull", undefined, false],
  ])("%s %s %j: %s", (field, operator, value, holds) => {
    expect(failedRule(rule(field, operator, value), fields) === null).toBe(holds);
  });
});

test("a miss names the clause and what was there", () => {
  expect(failedRule(rule("body.priority", "=", "low"), fields)).toBe('body.priority = "low", it is "high"');
  expect(failedRule(rule("body.x", "notNull"), fields)).toBe("body.x notNull, it is not there");
  const either: Condition = {
    combinator: "or",
    rules: [
      { field: "priority", operator: "=", value: "low" },
      { combinator: "and", rules: [{ field: "amount", operator: ">", value: 500 }] },
    ],
  };
  expect(failedRule(either, fields)).toBe(
    'none of (priority = "low", it is "high"; amount > 500, it is 129.5)',
  );
  either.rules.push({ field: "tags", operator: "contains", value: "vip" });
  expect(failedRule(either, fields)).toBeNull();
  expect(failedRule({ combinator: "and", rules: [] }, fields)).toBeNull();
});

test("what is no condition is refused, and so is too much of one", () => {
  const good = { combinator: "and", rules: [{ field: "a.b", operator: "=", value: 1 }] };
  expect(condition.safeParse(good).success).toBe(true);
  let deep: object = good;
  for (let i = 0; i < 5; i++) deep = { combinator: "and", rules: [deep] };
  for (const bad of [
    deep,
    { combinator: "xor", rules: [] },
    { combinator: "and", rules: [{ field: "__proto__.x", operator: "=", value: 1 }] },
    { combinator: "and", rules: [{ field: "a[0]", operator: "=", value: 1 }] },
    { combinator: "and", rules: [{ field: "a", operator: "matches", value: "(a+)+$" }] },
    { combinator: "and", rules: [{ field: "a", operator: "=", value: { $ne: 1 } }] },
    { combinator: "and", rules: Array.from({ length: 51 }, () => good.rules[0]) },
    {
      combinator: "and",
      rules: Array.from({ length: 11 }, () => ({
        combinator: "or",
        rules: Array.from({ length: 5 }, () => good.rules[0]),
      })),
    },
  ])
    expect(condition.safeParse(bad).success).toBe(false);
});

test("an input without a path is filled from the nearest field of its name", () => {
  expect(findField(fields.body, "order_id")).toEqual({ path: "body.data.order_id", value: 1001 });
  expect(findField(fields.body, "tier")).toEqual({ path: "body.data.customer.tier", value: "金牌" });
  expect(findField(fields.body, "customer")).toBeNull();
  expect(findField({ a: { id: 1 }, id: 2 }, "id")).toEqual({ path: "body.id", value: 2 });
  expect(findField(null, "id")).toBeNull();
  expect(readField(fields, "body.tags.0")).toBe("vip");
});
