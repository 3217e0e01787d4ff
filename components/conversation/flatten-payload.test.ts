import { expect, test } from "vitest";
import { flattenPayload } from "./flatten-payload.ts";

const lines = (body: string) => flattenPayload(body)?.fields.map(({ path, value }) => `${path}=${value}`);

test.each([
  [
    '{"id":7,"ok":false,"user":{"name":"Ada","tags":["a","b"]}}',
    ["id=7", "ok=false", "user.name=Ada", "user.tags.0=a", "user.tags.1=b"],
  ],
  ['{"empty":"","none":null,"list":[],"text":" "}', ["text= "]],
  ['[{"a":1}]', ["0.a=1"]],
  ['"text"', undefined],
  ["no json", undefined],
  ["", undefined],
])("%s", (body, expected) => expect(lines(body)).toEqual(expected));

test("a payload without an end is cut, and says so", () => {
  const many = flattenPayload(JSON.stringify(Array.from({ length: 500 }, (_, i) => i)))!;
  expect(many.fields).toHaveLength(60);
  expect(many.more).toBe(true);
  expect(flattenPayload(JSON.stringify({ a: "x".repeat(9000) }))!.fields[0]!.value).toHaveLength(501);
});
