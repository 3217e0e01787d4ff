import { expect, test } from "vitest";
import { editText } from "./edit-text.ts";

const text = "Lamp\n\nWarranty\n\nTwo years.\n\nReturns\n\nThirty days.";
const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
const headings = ["Lamp", "Warranty", "Returns"].map((title, i) => ({
  level: i === 0 ? 1 : 2,
  ...at(title),
}));
const titles = (edited: { text: string; headings: { start: number; end: number }[] }) =>
  edited.headings.map(({ start, end }) => edited.text.slice(start, end));

test("what stands behind the edit moves with it", () => {
  const edited = editText(
    { text, headings, pages: [0, at("Returns").start] },
    { ...at("Two years."), replacement: "Five years, and ten for the frame." },
  );
  expect(edited.text).toContain("Warranty\n\nFive years, and ten for the frame.\n\nReturns");
  expect(titles(edited)).toEqual(["Lamp", "Warranty", "Returns"]);
  expect(edited.text.slice(edited.pages?.[1])).toBe("Returns\n\nThirty days.");
});

test("a heading within the edit stays one while its line is there", () => {
  const passage = at("Warranty\n\nTwo years.");
  const kept = editText({ text, headings }, { ...passage, replacement: "Warranty\n\nThree years." });
  expect(titles(kept)).toEqual(["Lamp", "Warranty", "Returns"]);
  const gone = editText({ text, headings }, { ...passage, replacement: "The Warranty is three years." });
  expect(titles(gone)).toEqual(["Lamp", "Returns"]);
});

test("a page that began within the edit begins with it", () => {
  const passage = at("Warranty\n\nTwo years.");
  const pages = [0, at("Two years.").start, at("Returns").start];
  const edited = editText({ text, headings, pages }, { ...passage, replacement: "Gone." });
  expect(edited.pages).toEqual([0, passage.start, edited.text.indexOf("Returns")]);
});
