import { expect, test } from "vitest";
import { mergeNewest } from "./merge-newest.ts";

const row = (id: string, minute: number) => ({ id, lastActivityAt: new Date(2026, 0, 1, 0, minute) });
const page = (rows: ReturnType<typeof row>[], nextCursor: string | null) => ({ data: rows, nextCursor });
const ids = (pages: ReturnType<typeof mergeNewest<ReturnType<typeof row>>>) =>
  pages?.map(({ data }) => data.map(({ id }) => id).join(""));

const loaded = [page([row("d", 40), row("c", 30)], "c"), page([row("b", 20), row("a", 10)], "a")];

test("a new row comes to the top; the one it pushed off the first page stays in place", () => {
  const newest = page([row("e", 50), row("d", 40)], "d");
  const merged = mergeNewest(loaded, newest, ["e"]);
  expect(ids(merged)).toEqual(["ed", "cba"]);
  expect(merged?.map(({ nextCursor }) => nextCursor)).toEqual(["d", "a"]);
});

test("a row that moved up stands only once", () => {
  expect(ids(mergeNewest(loaded, page([row("a", 60), row("d", 40)], "d"), ["a"]))).toEqual(["ad", "cb"]);
});

test("a row that left the filter goes", () => {
  expect(ids(mergeNewest(loaded, page([row("d", 40), row("b", 20)], "b"), ["c"]))).toEqual(["db", "a"]);
});

test("the whole list fits on the newest page", () => {
  expect(ids(mergeNewest(loaded, page([row("d", 40)], null), ["c"]))).toEqual(["d"]);
  expect(ids(mergeNewest(loaded, page([], null), ["c"]))).toEqual([""]);
});

test("a change deeper than the newest page asks for a new reading", () => {
  expect(mergeNewest(loaded, page([row("d", 40), row("c", 30)], "c"), ["a"])).toBeUndefined();
});

test("rows of one instant are ordered by their ids, as the list is", () => {
  const same = [page([row("d", 9), row("c", 9)], "c"), page([row("b", 9)], null)];
  expect(ids(mergeNewest(same, page([row("e", 9), row("d", 9)], "d"), []))).toEqual(["ed", "cb"]);
});
