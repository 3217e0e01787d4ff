import { expect, test } from "vitest";
import { groupTopics } from "./group-topics.ts";

const asked = (language: "en" | "zh", ...questions: string[]) =>
  questions.map((question, i) => ({
    ...{ id: question, question, language, outcome: "unknown" as const, conversationId: null },
    askedAt: new Date(Date.UTC(2026, 10, 1) - i * 1000),
  }));
const shown = (questions: ReturnType<typeof asked>) =>
  groupTopics(questions).map((topic) => topic.questions.map(({ question }) => question));

test("questions about one thing stand together, the most asked first", () => {
  const questions = asked(
    "en",
    "Do you ship to Norway?",
    "Can I pay with PayPal?",
    "How much is shipping to Norway?",
    "Is PayPal accepted for payment?",
    "Shipping to Norway: how long?",
    "Where is your showroom?",
  );
  expect(shown(questions)).toEqual([
    ["Do you ship to Norway?", "How much is shipping to Norway?", "Shipping to Norway: how long?"],
    ["Can I pay with PayPal?", "Is PayPal accepted for payment?"],
    ["Where is your showroom?"],
  ]);
});

test("Chinese questions are grouped by their words, and apart from English ones", () => {
  const questions = [
    ...asked(
      "zh",
      "可以开增值税专用发票吗",
      "电池能用多久",
      "增值税专用发票怎么开",
      "充满电后电池能用几个小时",
    ),
    ...asked("en", "Can you issue a VAT invoice?"),
  ];
  expect(shown(questions).map((group) => group.length)).toEqual([2, 2, 1]);
});

test("a topic is called by the question nearest to all, and by the words as they were written", () => {
  const [topic] = groupTopics(
    asked("en", "Do you ship to Norway?", "Shipping costs to Norway?", "Norway shipping, do you ship there?"),
  );
  expect(topic?.words.slice(0, 2).sort()).toEqual(["norway", "ship"]);
  expect(topic?.title).toMatch(/Norway/);
});

test("questions without a word of their own stand alone", () => {
  expect(shown(asked("en", "???", "What is it?", "!!!"))).toHaveLength(3);
});
