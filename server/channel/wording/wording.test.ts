import { describe, expect, test } from "vitest";
import { wording } from "./schema.ts";
import { measureText, wordText } from "./word-text.ts";

const facts = {
  reply: "您的订单已发出。",
  contact: { name: "王芳" },
  body: { order_id: 8841 },
  agent: { name: "Mira" },
};

test.each([
  [
    "a greeting and a signature",
    "{{contact.name}}您好：\n\n{{ reply }}\n\n—— {{ agent.name }}",
    "王芳您好：\n\n您的订单已发出。\n\n—— Mira",
  ],
  ["a field of the event", "{{reply}}（订单 {{ body.order_id }}）", "您的订单已发出。（订单 8841）"],
  ["what is missing stays empty", "{{ contact.title }}{{ reply }}", "您的订单已发出。"],
  ["a condition", "{{ reply }}{% if agent.name %} – {{ agent.name }}{% endif %}", "您的订单已发出。 – Mira"],
  [
    "a template that swallows the reply is not used",
    "{% if false %}{{ reply }}{% endif %}Thanks",
    facts.reply,
  ],
  ["nor one that changes it", "{{ reply | upcase | truncate: 3 }}", facts.reply],
  ["nor one that runs away", "{{ reply }}{% for i in (1..100000000) %}x{% endfor %}", facts.reply],
])("%s", (_, zh, expected) => {
  expect(wordText({ zh }, "zh", facts)).toBe(expected);
});

test("each language has its own, and one without any leaves as it was approved", () => {
  const both = { en: "{{ reply }}\n\nBest wishes", zh: "{{ reply }}\n\n祝好" };
  expect(wordText(both, "en", { ...facts, reply: "On its way." })).toBe("On its way.\n\nBest wishes");
  expect(wordText({ en: both.en }, "zh", facts)).toBe(facts.reply);
});

test("what a customer wrote is text, whatever it looks like", () => {
  const reply = "Use {{ agent.name }} and {% raw %}";
  expect(wordText({ en: "{{ reply }}!" }, "en", { ...facts, reply })).toBe(`${reply}!`);
});

test.each([
  ["no place for the reply", "Best wishes"],
  ["a tag that does not end", "{{ reply }}{% if %}"],
  ["a file", "{{ reply }}{% include '/etc/passwd' %}"],
  ["nothing", "  "],
  ["too much", `{{ reply }}${"x".repeat(4000)}`],
])("%s is refused", (_, en) => {
  expect(wording.safeParse({ en }).success).toBe(false);
});

describe("a text's length", () => {
  test.each([
    ["Hello", { characters: 5, bytes: 5, segments: { encoding: "GSM-7", count: 1, characters: 5 } }],
    ["您好😀", { characters: 3, bytes: 10, segments: { encoding: "UCS-2", count: 1, characters: 4 } }],
    [
      "é".repeat(161),
      { characters: 161, bytes: 322, segments: { encoding: "GSM-7", count: 2, characters: 161 } },
    ],
  ])("%s", (text, expected) => expect(measureText(text)).toEqual(expected));
});
