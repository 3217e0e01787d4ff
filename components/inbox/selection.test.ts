import { beforeEach, expect, test } from "vitest";
import { selection } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];
const marked = () => [...selection.get()].sort().join("");
beforeEach(() => selection.clear());

test("marks one, and unmarks it", () => {
  selection.toggle("b");
  selection.toggle("d");
  expect(marked()).toBe("bd");
  selection.toggle("b");
  expect(marked()).toBe("d");
});

test.each([
  ["down", "b", "d", "bcd"],
  ["up", "d", "b", "bcd"],
  ["to itself", "c", "c", "c"],
])("a range %s", (_, from, to, expected) => {
  selection.toggle(from);
  selection.range(order, to);
  expect(marked()).toBe(expected);
});

test("a range without a beginning, or from a row that is gone, is the row itself and what lies before it at most", () => {
  selection.range(order, "c");
  expect(marked()).toBe("c");
  selection.clear();
  selection.toggle("z");
  selection.range(order, "b");
  expect(marked()).toBe("abz");
});

test("all, then only what is still listed", () => {
  selection.all(order);
  selection.keep(["b", "e", "f"]);
  expect(marked()).toBe("be");
});
