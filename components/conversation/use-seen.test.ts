import { expect, test } from "vitest";
import type { Shown } from "./shown.ts";
import { unseenAfter } from "./use-seen.ts";

const message = (id: string, author: object) => ({ id, author }) as Shown["messages"][number];
const customer = { kind: "contact", id: "c" };
const me = { kind: "user", id: "me", name: "Ada" };
const ben = { kind: "user", id: "ben", name: "Ben" };

test.each([
  ["nothing came", [message("1", customer)], "1", "1", []],
  ["a message came", [message("1", customer), message("2", customer)], "1", "1", ["2"]],
  ["a colleague's note came", [message("1", customer), message("2", ben)], "1", "1", ["2"]],
  ["my own note is no news", [message("1", customer), message("2", me)], "1", "2", []],
  ["mine, then theirs", [message("1", customer), message("2", me), message("3", ben)], "1", "2", ["3"]],
  [
    "theirs, then mine: both are behind what I saw",
    [message("1", customer), message("2", ben), message("3", me)],
    "1",
    "1",
    ["2", "3"],
  ],
  ["there was none", [message("1", customer)], null, null, ["1"]],
])("%s", (_, messages, seen, seenId, unseen) => {
  const result = unseenAfter(messages, seen, "me");
  expect({ seenId: result.seenId, unseen: result.unseen.map(({ id }) => id) }).toEqual({ seenId, unseen });
});
