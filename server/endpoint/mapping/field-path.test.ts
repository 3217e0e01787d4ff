import { describe, expect, test } from "vitest";
import { readSharedData } from "../../testing/shared-data.ts";
import { type FieldSource, parseFieldPath, readFieldPath } from "./field-path.ts";

const source: FieldSource = {
  headers: { "x-topic": "tickets", "x.dotted": "yes" },
  query: { lang: "zh" },
  body: {
    data: { id: "T-1", items: [{ id: 7 }], 说明: "文字" },
    headers: { "x-topic": "in the body" },
    list: [1, 2],
  },
};
const read = (text: string) => {
  const path = parseFieldPath(text);
  return path ? readFieldPath(source, path) : "not a path";
};

test.each([
  ["data.id", "T-1"],
  ["body.data.id", "T-1"],
  ["data.items.0.id", 7],
  ["data.items.1.id", undefined],
  ["data.说明", "文字"],
  ["headers.X-Topic", "tickets"],
  ["headers.x.dotted", "yes"],
  ["body.headers.x-topic", "in the body"],
  ["query.lang", "zh"],
  ["list.length", undefined],
  ["data.id.length", undefined],
  ["data.toString", undefined],
  ["hasOwnProperty", undefined],
])("%s reads %j", (text, value) => expect(read(text)).toEqual(value));

test.each([
  "",
  ".",
  "data.",
  ".data",
  "data..id",
  "__proto__",
  "data.constructor",
  "a.prototype.b",
  "data[0]",
  "a(b)",
  "$..*",
  "a|b",
  `${"a.".repeat(16)}a`,
  "a".repeat(257),
])("%j is not a path", (text) => expect(read(text)).toBe("not a path"));

const data = readSharedData<{ expressions?: Expression[]; cases?: Expression[] }>(
  "attacks/expressions.json",
  "26 hostile paths",
);
type Expression = { lang: string; expr: string };
const hostile = Object.values(data ?? {})
  .flatMap((value) => (Array.isArray(value) ? (value as Expression[]) : []))
  .filter(({ lang }) => lang === "path/JSONPath");

describe.runIf(data)("hostile paths", () => {
  test.each(hostile)("$expr", ({ expr }) => {
    expect([undefined, "not a path"]).toContain(read(expr));
  });
  test("there are some", () => expect(hostile.length).toBeGreaterThan(20));
});
