import { expect, test } from "vitest";
import type { Clues } from "../../channel/kinds/answers.ts";
import { answerAfterCloseMs, answerWithinMs, recogniseAnswer, type SentReply } from "./rules.ts";

const now = new Date("2026-11-23T10:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const minute = 60_000;

const clues = (over: Partial<Clues> = {}): Clues => ({
  account: "ww1/7",
  addresses: ["zhangsan"],
  references: [],
  self: "m-1",
  writtenBy: "person",
  ...over,
});
const sent = (conversationId: string, over: Partial<SentReply> = {}): SentReply => ({
  deliveryId: `d-${conversationId}`,
  conversationId,
  conversationStatus: "answered",
  account: "ww1/7",
  address: "zhangsan",
  reference: null,
  sentAt: ago(10 * minute),
  ...over,
});

const cases: [name: string, clues: Clues, sent: SentReply[], expected: string, already?: string][] = [
  ["nothing was sent to them", clues(), [], "new"],
  ["the reply to that address", clues(), [sent("a")], "a"],
  [
    "of two, the one that went last",
    clues(),
    [sent("a"), sent("b", { sentAt: ago(minute) }), sent("c", { sentAt: ago(5 * minute) })],
    "b",
  ],
  ["one of the writer's other names", clues({ addresses: ["other", "zhangsan"] }), [sent("a")], "a"],
  ["somebody else", clues({ addresses: ["lisi"] }), [sent("a")], "new"],
  ["another account of ours", clues({ account: "ww1/8" }), [sent("a")], "new"],
  ["an account that the channel does not know", clues(), [sent("a", { account: null })], "a"],
  ["an account that the message does not tell", clues({ account: null }), [sent("a")], "a"],
  ["a reply that left after the message came", clues(), [sent("a", { sentAt: ago(-1) })], "new"],
  ["just within the time", clues(), [sent("a", { sentAt: ago(answerWithinMs) })], "a"],
  ["too long ago", clues(), [sent("a", { sentAt: ago(answerWithinMs + 1) })], "new"],
  [
    "a conversation resolved lately",
    clues(),
    [sent("a", { conversationStatus: "closed", sentAt: ago(answerAfterCloseMs) })],
    "a",
  ],
  [
    "a conversation resolved long ago",
    clues(),
    [sent("a", { conversationStatus: "closed", sentAt: ago(answerAfterCloseMs + 1) })],
    "new",
  ],
  [
    "a name goes before the address, however old",
    clues({ references: ["<1@shop>"] }),
    [
      sent("a", { reference: "<1@shop>", sentAt: ago(9 * answerWithinMs), conversationStatus: "closed" }),
      sent("b"),
    ],
    "a",
  ],
  [
    "a name that is none of ours",
    clues({ references: ["<x@elsewhere>"] }),
    [sent("b", { reference: "<1@shop>" })],
    "b",
  ],
  [
    "somebody else who answers by its name",
    clues({ references: ["<1@shop>"], addresses: ["boss"] }),
    [sent("a", { reference: "<1@shop>" })],
    "a, from somebody else",
  ],
  [
    "a replay stays where the first run put it",
    clues(),
    [sent("a"), sent("b", { sentAt: ago(minute) })],
    "a",
    "a",
  ],
  [
    "a replay long after, resolved meanwhile",
    clues(),
    [sent("a", { conversationStatus: "closed", sentAt: ago(answerWithinMs) })],
    "a",
    "a",
  ],
  [
    "a first message stays out of what was opened later",
    clues(),
    [sent("b", { sentAt: ago(-minute) })],
    "new",
    "a",
  ],
  ["our own application's post", clues({ writtenBy: "ourselves" }), [], "own"],
  ["our own message by its name", clues({ self: "om_1" }), [sent("a", { reference: "om_1" })], "own"],
  [
    "a report on our own message",
    clues({ self: "SM1", writtenBy: "machine", addresses: ["+1"] }),
    [sent("a", { reference: "SM1" })],
    "own",
  ],
  ["an absence notice", clues({ writtenBy: "machine" }), [sent("a")], "automatic"],
  ["a machine that answers nothing of ours", clues({ writtenBy: "machine" }), [], "new"],
];

test.each(cases)("%s", (_, told, replies, expected, already) => {
  const found = recogniseAnswer(told, replies, now, already ?? null);
  const shown =
    found.kind === "answer"
      ? `${found.conversationId}${found.fromRecipient ? "" : ", from somebody else"}`
      : found.kind;
  expect(shown).toBe(expected);
});
