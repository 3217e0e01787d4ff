import { expect, test } from "vitest";
import { ExpressionError, equalityKey, evaluate, holds, keyAt, parseExpression } from "./expression.ts";

const event = { data: { id: 7, name: "Ann", on: true, list: ["x", "y"], nothing: null, "odd key": 1 } };
const async = { data: { id: 7, other: "7" } };

test.each([
  ["event.data.id == async.data.id", true],
  ["event.data.id == async.data.other", false],
  ["event.data.id != 8", true],
  ["event.data.id >= 7 && event.data.id < 8", true],
  ["event.data.id > 7 || event.data.name == 'Ann'", true],
  ['event.data.name == "A\\"nn"', false],
  ["!(event.data.on == true)", false],
  ["event.data.on", true],
  ["!event.data.on", false],
  ["event.data.id == -7", false],
  ["event.data.list[1] == 'y'", true],
  ["event.data['odd key'] == 1", true],
  ["event.data.nothing == null", true],
  ["event.data.missing == null", true],
  ["event.data.missing == async.data.missing", false],
  ["event.data.missing < 1", false],
  ["event.data.name < 1", false],
  ["event.data.name", false],
  // Own properties only.
  ["event.constructor == null", true],
  ["event.data.list.length == 2", true],
  ["event.__proto__ == null", true],
  // The looser operator is read last.
  ["event.data.id == 0 && event.data.id == 0 || event.data.on", true],
  ["event.data.name + '-' + async.data.other == 'Ann-7'", true],
])("%s is %s", (source, expected) => {
  expect(holds(parseExpression(source), { event, async })).toBe(expected);
});

test.each([
  "",
  "event.data.id ==",
  "event.data.id = 1",
  "event.data.list.size() > 0",
  "size(event.data.list) > 0",
  "process.exit()",
  "event.data.id in [1, 2]",
  "event.data.id == 1 ? true : false",
  "event.data['id",
  "event..data",
  "(event.data.id == 1",
  "event.data.id == 1)",
  "event.data.id * 2 == 4",
  `event.data.id == "${"x".repeat(2000)}"`,
])("%s is refused", (source) => {
  expect(() => parseExpression(source)).toThrow(ExpressionError);
});

test("a key for one equality that must hold is found from the event alone", () => {
  const key = (source: string) => equalityKey(parseExpression(source), event);
  expect(key("event.data.id == async.data.id")).toEqual({ path: ["data", "id"], value: "7" });
  expect(key("async.data.x > 1 && async.data.name == event.data.name")).toEqual({
    path: ["data", "name"],
    value: '"Ann"',
  });
  expect(key("async.data.id == 1 || async.data.id == 2")).toBeUndefined();
  expect(key("async.data.id == async.data.other")).toBeUndefined();
  expect(key("async.data.id == event.data.missing")).toBeUndefined();
  expect(keyAt(async, ["data", "id"])).toBe("7");
  expect(keyAt(async, ["data", "missing"])).toBeUndefined();
});

test("values are scalars: objects equal nothing", () => {
  expect(evaluate(parseExpression("event.data.list == event.data.list"), { event })).toBe(false);
});
