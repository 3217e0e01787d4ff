import fc from "fast-check";
import { expect, test } from "vitest";
import { splitSentences } from "./split-sentences.ts";

const sentences = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

test.each<[string, string, string[]]>([
  ["plain", "It is on. It is off! Is it? Yes.", ["It is on.", "It is off!", "Is it?", "Yes."]],
  [
    "abbreviations",
    "Ask Dr. Smith, e.g. at 5 p.m. Then leave.",
    ["Ask Dr. Smith, e.g. at 5 p.m.", "Then leave."],
  ],
  [
    "initials and numbers",
    "J. Smith paid 3.50 euros. See No. 5.",
    ["J. Smith paid 3.50 euros.", "See No. 5."],
  ],
  ["a word that is an abbreviation too", "He said no. We left.", ["He said no.", "We left."]],
  ["quotes", 'He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]],
  ["a question within a sentence", 'She asked "why?" and left.', ['She asked "why?" and left.']],
  [
    "addresses and versions",
    "Open lumen.example.com in v2.1. Done.",
    ["Open lumen.example.com in v2.1.", "Done."],
  ],
  ["Chinese", "先关机。再开机！好了吗？好。", ["先关机。", "再开机！", "好了吗？", "好。"]],
  ["Chinese quotes", "他说：“请重启。”然后离开。", ["他说：“请重启。”", "然后离开。"]],
  ["mixed", "请打开 Wi-Fi. 然后重启。", ["请打开 Wi-Fi.", "然后重启。"]],
  [
    "list items",
    "Steps:\n1. Plug it in.\n2. Press the key\n- done",
    ["Steps:", "1. Plug it in.", "2. Press the key", "- done"],
  ],
  ["headings", "Reset\n\nHold the key.", ["Reset", "Hold the key."]],
  [
    "a wrapped line",
    "The warranty covers faults in material and workmanship for\ntwo years. It ends then.",
    ["The warranty covers faults in material and workmanship for\ntwo years.", "It ends then."],
  ],
  [
    "table rows",
    "a | b | c and a long cell that goes on and on and on\nd | e | f",
    ["a | b | c and a long cell that goes on and on and on", "d | e | f"],
  ],
  ["blank", " \n\t ", []],
])("%s", (_, text, expected) => {
  expect(sentences(text)).toEqual(expected);
});

const pieces = fc.constantFrom(
  "He said",
  "no",
  ".",
  "!",
  " ",
  "\n",
  "\n\n",
  "1.",
  "- ",
  "设备",
  "。",
  "”",
  "🙂",
  "\ud83d",
  "A",
  "e.g.",
);

test("sentences never overlap, are never blank, and only white space lies between them", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      let at = 0;
      for (const { start, end } of splitSentences(text)) {
        expect(text.slice(at, start).trim()).toBe("");
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
    { numRuns: 500 },
  );
});
