import { describe, expect, test } from "vitest";
import type { JsonObject } from "../schema.ts";
import { checkInputSchema, fitValue, inputProblem } from "./input-schema.ts";

const order: JsonObject = {
  type: "object",
  properties: { order_id: { type: "string", minLength: 1, maxLength: 20 }, amount: { type: "number" } },
  required: ["order_id"],
};
const nested = (depth: number): JsonObject =>
  depth === 0 ? { type: "string" } : { type: "object", properties: { a: nested(depth - 1) } };

test("an ordinary schema is taken", () => expect(() => checkInputSchema(order)).not.toThrow());

describe("a schema that could cost more than it says is refused", () => {
  test.each<[string, JsonObject]>([
    ["a pattern", { type: "object", properties: { a: { type: "string", pattern: "(a+)+$" } } }],
    ["pattern properties", { type: "object", patternProperties: { "(a+)+$": {} } }],
    ["a reference", { type: "object", properties: { a: { $ref: "https://evil.example/schema" } } }],
    ["a recursion", { type: "object", properties: { a: { $ref: "#" } } }],
    ["alternatives", { type: "object", anyOf: [{}, {}] }],
    ["depth", nested(20)],
    [
      "breadth",
      {
        type: "object",
        properties: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`a${i}`, { type: "string" }])),
      },
    ],
    ["length", { type: "object", description: "x".repeat(20_000) }],
    ["another root", { type: "array" }],
    ["an unknown type", { type: "object", properties: { a: { type: "blob" } } }],
    ["a prototype", JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}')],
    ["a required field that is none", { type: "object", properties: {}, required: ["a"] }],
  ])("%s", (_, schema) => expect(() => checkInputSchema(schema)).toThrow(/input_schema/));
});

test.each<[unknown, RegExp | null]>([
  [{ order_id: "1001" }, null],
  [{ order_id: 1001 }, /order_id must be string/],
  [{ order_id: { $ne: null } }, /order_id must be string/],
  [{}, /the input order_id is missing/],
  [{ order_id: "1", role: "admin" }, /"role" is not an input/],
  [{ order_id: "1", amount: Number.POSITIVE_INFINITY }, /amount must be number/],
  [{ order_id: "x".repeat(21) }, /more than 20/],
  [{ order_id: "\u0000" }, /cannot be stored/],
  ["order", /must be an object/],
  [["order"], /must be an object/],
  [{ order_id: "x".repeat(20_000) }, /larger than 16 KiB/],
])("%j", (input, problem) =>
  problem
    ? expect(inputProblem(order, input)).toMatch(problem)
    : expect(inputProblem(order, input)).toBeNull(),
);

test("a value of an event fits the field's type where it says the same", () => {
  expect(fitValue(order, "order_id", 1001)).toBe("1001");
  expect(fitValue(order, "amount", "49.90")).toBe(49.9);
  expect(fitValue(order, "amount", "49,90")).toBe("49,90");
  expect(fitValue(order, "amount", "99999999999999999999")).toBe("99999999999999999999");
  expect(fitValue(order, "order_id", undefined)).toBeUndefined();
});
