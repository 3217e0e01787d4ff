import { describe, expect, test } from "vitest";
import type { JsonObject, ToolRequest } from "../schema.ts";
import { checkRequestTemplate, fillHeaders, fillRequest } from "./request-template.ts";

const get = (url: string): ToolRequest => ({ method: "GET", url, headers: {} });

describe("what may be a template", () => {
  test.each([
    "https://api.example.com/orders/{order_id}",
    "https://api.example.com/orders?id={order_id}&all=1",
    "https://api.example.com?id={order_id}",
    "https://api.example.com:8443/{order_id}.json",
  ])("%s", (url) => expect(() => checkRequestTemplate(get(url), ["order_id"])).not.toThrow());

  test.each([
    ["a slot in the host", "https://{order_id}.example.com/"],
    ["a slot that begins the host", "https://{order_id}/x"],
    ["a slot in the port", "https://api.example.com:{order_id}/"],
    ["a slot in the user name", "https://{order_id}@example.com/"],
    ["the whole address as a slot", "{order_id}"],
    ["a slot in the scheme", "{order_id}://example.com/"],
    ["an unknown slot", "https://api.example.com/{other}"],
    ["an odd slot", "https://api.example.com/{order-id}"],
    ["a brace alone", "https://api.example.com/{order_id"],
    ["a secret in the address", "https://api.example.com/?key={{secret.key}}"],
    ["a fragment", "https://api.example.com/#{order_id}"],
  ])("not %s", (_, url) => expect(() => checkRequestTemplate(get(url), ["order_id"])).toThrow());

  test.each<Record<string, string>>([
    { authorization: "Bearer {{secret.orders}} {{contact.name}}" },
    { "x-id": "{{order_id}}" },
    { "Idempotency-Key": "1" },
    { "X-A": "1", "x-a": "2" },
  ])("no header like %j", (headers) =>
    expect(() => checkRequestTemplate({ ...get("https://a.example/"), headers }, ["order_id"])).toThrow(),
  );
});

describe("an input fills its slot and nothing else", () => {
  const fill = (url: string, input: JsonObject) => fillRequest(get(url), input).url;
  test.each([
    ["1001", "/orders/1001"],
    ["a/b", "/orders/a%2Fb"],
    ["../admin", "/orders/..%2Fadmin"],
    ["1?x=2&y#z", "/orders/1%3Fx%3D2%26y%23z"],
    ["@evil.example", "/orders/%40evil.example"],
    ["\\evil", "/orders/%5Cevil"],
    ["订单 1", "/orders/%E8%AE%A2%E5%8D%95%201"],
    ["%2e%2e", "/orders/%252e%252e"],
    ["a\r\nHost: x", "/orders/a%0D%0AHost%3A%20x"],
  ])("%j", (value, path) =>
    expect(fill("https://api.example.com/orders/{id}", { id: value })).toBe(`https://api.example.com${path}`),
  );

  test.each<[string, JsonObject]>([
    ["two dots", { id: ".." }],
    ["one dot", { id: "." }],
    ["nothing", { id: "" }],
    ["an object", { id: { $ne: null } }],
    ["a list", { id: ["1"] }],
    ["a lone surrogate", { id: "\ud800" }],
    ["no value", {}],
  ])("refuses %s", (_, input) =>
    expect(() => fill("https://api.example.com/orders/{id}/lines", input)).toThrow(),
  );

  test("what has no slot travels as query of a GET, as JSON otherwise", () => {
    const input = { id: "7", note: "a&b", amount: 2, tags: ["x", "y"] };
    expect(fill("https://a.example/o/{id}?v=1", input)).toBe(
      "https://a.example/o/7?v=1&note=a%26b&amount=2&tags=x&tags=y",
    );
    const post = { method: "POST", url: "https://a.example/o/{id}", headers: {} } as const;
    expect(fillRequest(post, input)).toEqual({
      url: "https://a.example/o/7",
      body: JSON.stringify({ note: "a&b", amount: 2, tags: ["x", "y"] }),
    });
  });
});

test("secrets stand in headers only, and a missing one is named, not sent empty", () => {
  const headers = { Authorization: "Bearer {{secret.orders}}", "X-Plain": "1" };
  expect(fillHeaders(headers, new Map([["orders", "s3cret$&"]]))).toEqual({
    authorization: "Bearer s3cret$&",
    "x-plain": "1",
  });
  expect(() => fillHeaders(headers, new Map())).toThrow(/"orders" is not set/);
});
