import { expect, test } from "vitest";
import { inputSchema, slotsOf, withSlots } from "./draft.ts";
import { importCurl } from "./import-curl.ts";
import { importOpenApi } from "./import-openapi.ts";

test("a cURL line becomes slots, inputs and secrets", () => {
  const draft = importCurl(
    `curl -s -X POST 'https://api.example.com/v1/orders/A-1001/refunds?notify=yes' \\\n  -H "Authorization: Bearer s3cret" -H 'X-Shop: eu' -H 'Host: evil' -d '{"amount": 12.5, "reason": "late"}'`,
  )!;
  expect(draft).toMatchObject({
    name: "post_refunds",
    method: "POST",
    effect: "write",
    approval: "always",
    url: "https://api.example.com/v1/orders/{order_id}/refunds",
    headers: [
      { name: "Authorization", value: "Bearer {{secret.credential}}" },
      { name: "X-Shop", value: "eu" },
    ],
    secrets: { credential: "s3cret" },
    sample: { order_id: "A-1001", notify: "yes", amount: 12.5, reason: "late" },
  });
  expect(draft.inputs.map(({ name, type }) => [name, type])).toEqual([
    ["order_id", "string"],
    ["notify", "string"],
    ["amount", "number"],
    ["reason", "string"],
  ]);
  expect(slotsOf(draft.url)).toEqual(["order_id"]);
});

test.each(["", "curl", "hello", "rm -rf / ; echo 'x'"])("%j is no cURL line with an address", (line) =>
  expect(importCurl(line)).toSatisfy((draft) => draft === null || !/[;|]/.test(draft.url)),
);

const document = {
  openapi: "3.1.0",
  servers: [{ url: "https://api.example.com/v2/" }],
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Api-Key" } },
    schemas: {
      Order: {
        type: "object",
        properties: {
          status: { type: "string" },
          lines: { type: "array" },
          eta: { $ref: "#/components/schemas/Date" },
        },
      },
      Date: { type: "string" },
      Loop: { $ref: "#/components/schemas/Loop" },
    },
  },
  paths: {
    "/orders/{order_id}": {
      parameters: [
        { name: "order_id", in: "path", required: true, schema: { type: "string", pattern: "(a+)+" } },
      ],
      get: {
        operationId: "getOrderStatus",
        summary: "Where an order is",
        parameters: [{ name: "lang", in: "query", schema: { type: "string", enum: ["en", "zh"] } }],
        responses: {
          200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } },
        },
      },
      delete: { responses: {}, requestBody: { $ref: "#/components/schemas/Loop" } },
    },
  },
};

test("an OpenAPI document offers its operations as tools", () => {
  const [get, remove] = importOpenApi(JSON.stringify(document))!;
  expect(get).toMatchObject({
    label: "GET /orders/{order_id}",
    draft: {
      name: "get_order_status",
      url: "https://api.example.com/v2/orders/{order_id}",
      headers: [{ name: "X-Api-Key", value: "{{secret.credential}}" }],
      output: [{ name: "status" }, { name: "eta" }],
      effect: "read",
    },
  });
  expect(inputSchema(get!.draft.inputs)).toEqual({
    type: "object",
    properties: { order_id: { type: "string" }, lang: { type: "string", enum: ["en", "zh"] } },
    required: ["order_id"],
  });
  expect(remove!.draft).toMatchObject({ effect: "write", approval: "always" });
  for (const none of ["", "[]", "{}", "curl https://x.example"]) expect(importOpenApi(none)).toBeNull();
});

test("an address typed by hand brings an input for each of its slots", () => {
  const { inputs } = withSlots({
    ...importCurl("curl https://a.example/x")!,
    url: "https://a.example/{a}/{b}?c={a}",
  });
  expect(inputs.map(({ name, required }) => [name, required])).toEqual([
    ["a", true],
    ["b", true],
  ]);
});
