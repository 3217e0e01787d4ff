import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkText, type Heading } from "./chunk-text.ts";

/** Finds the lines that begin with # marks, as a parser would have told them. */
function withHeadings(text: string): Heading[] {
  return [...text.matchAll(/^(#+) .*$/gm)].map((match) => ({
    level: match[1]!.length,
    start: match.index,
    end: match.index + match[0].length,
  }));
}
const show = (text: string) =>
  chunkText(text, withHeadings(text)).map(({ start, end, headingPath }) => [
    headingPath.join(" > "),
    text.slice(start, end),
  ]);

test("a passage stays within its section and knows the headings above it", () => {
  expect(show("Before\n\n# A\n\nOne.\n\n## B\n\nTwo.\n\nThree.\n\n# C\n\nFour.")).toEqual([
    ["", "Before"],
    ["# A", "# A\n\nOne."],
    ["# A > ## B", "## B\n\nTwo.\n\nThree."],
    ["# C", "# C\n\nFour."],
  ]);
});

test("a heading without a body opens the passage under it; an empty section is kept", () => {
  expect(show("# A\n\n## B\n\nText.\n\n## C\n\n## D\n\nMore.")).toEqual([
    ["# A > ## B", "# A\n\n## B\n\nText."],
    ["# A > ## C", "## C"],
    ["# A > ## D", "## D\n\nMore."],
  ]);
});

test("long sections are cut between paragraphs, long paragraphs between sentences", () => {
  const paragraph = "This sentence has exactly fifty characters in it. ".repeat(10).trim();
  const chunks = show([paragraph, paragraph, paragraph].join("\n\n"));
  expect(chunks.map(([, text]) => text)).toEqual([`${paragraph}\n\n${paragraph}`, paragraph]);

  const sentence = "All of this belongs together and is said in one go. ";
  for (const [, text] of show(sentence.repeat(80))) expect(text).toMatch(/^All of .* one go\.$/s);
});

test("Chinese passages hold about as much as English ones say", () => {
  const chunks = show("如果设备按下电源键后没有反应，请先检查电源。".repeat(60));
  for (const [, text] of chunks) expect(text!.length).toBeLessThan(540);
  expect(chunks.length).toBeGreaterThan(2);
});

const piece = fc.constantFrom(
  "word ",
  "一句话。",
  "\n",
  "\n\n",
  "- item\n",
  "# H\n",
  "## 标题\n",
  "🙂".repeat(400),
  "x".repeat(900),
  "A sentence. ",
);

test("together they hold every character that is not white space once, in order, and split no character", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "grapheme" })), { maxLength: 80 }), (parts) => {
      const text = parts.join("");
      const chunks = chunkText(text, withHeadings(text));
      let at = 0;
      for (const { start, end } of chunks) {
        expect(text.slice(at, start).trim()).toBe("");
        expect(text.slice(start, end).isWellFormed()).toBe(true);
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        expect(end - start).toBeGreaterThan(0);
        expect(end - start).toBeLessThanOrEqual(1600);
        at = end;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
    { numRuns: 500 },
  );
});
