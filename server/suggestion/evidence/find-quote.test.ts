import { expect, test } from "vitest";
import { findQuote } from "./find-quote.ts";

const passage =
  "The lamp has a battery.\n\nHold the power button for ten seconds to reset it. The light turns green afterwards.";
const quoted = (sentence: string, from = passage) => {
  const quote = findQuote(sentence, from);
  return quote && from.slice(quote.start, quote.end);
};

test("a sentence that stands in the passage is its own quote", () => {
  expect(quoted("The light turns green afterwards.")).toBe("The light turns green afterwards.");
});

test("a paraphrase is supported by the sentence that shares its words", () => {
  expect(quoted("Please press and hold the power button for ten seconds, which resets the lamp.")).toBe(
    "Hold the power button for ten seconds to reset it.",
  );
});

test("a passage that shares nothing is no evidence", () => {
  expect(findQuote("Refunds arrive within fourteen days.", passage)).toBeNull();
});

test("between languages the passage stands for itself", () => {
  expect(quoted("请长按电源键十秒。")).toBe(passage);
});

test("Chinese words are compared as words", () => {
  const manual = "电池可以使用八小时。请长按电源键十秒以重置设备。";
  expect(quoted("您可以长按电源键十秒来重置。", manual)).toBe("请长按电源键十秒以重置设备。");
});
