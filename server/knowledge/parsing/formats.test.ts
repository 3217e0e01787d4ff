import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chunkText } from "../chunk-text.ts";
import { documentKind, type TextKind } from "./document-kind.ts";
import { runParser } from "./run-parser.ts";

/** Files as a word processor, a spreadsheet and a browser's print made them. */
const documents = join(import.meta.dirname, "../../testing/documents");

async function parse(filename: string) {
  const bytes = readFileSync(join(documents, filename));
  return runParser(documentKind(filename, "", bytes) as TextKind, bytes);
}

const headings = [
  "1 Pump P20 service guide",
  "2 Before you start",
  "2 Error codes",
  "2 Warranty",
  "2 Returning a pump",
  "1 维修与保养",
  "2 更换密封圈",
  "2 退货与退款",
];

describe.each(["pump-guide.docx", "pump-guide.pdf", "pump-guide-printed.pdf"])("%s", (filename) => {
  test("keeps its headings, its paragraphs whole, and both languages", async () => {
    const { text, headings: found } = await parse(filename);
    expect(found.map(({ level, start, end }) => `${level} ${text.slice(start, end)}`)).toEqual(headings);
    expect(text.split("\n\n")).toContain(
      "The pump is covered for three years from the day of delivery. Seals and gaskets are wear parts and are covered for six months. The warranty does not cover frost damage.",
    );
    // A browser's print draws 十 and 水 as radicals; a reader searches for the characters.
    expect(text).toContain(
      "更换密封圈之前请先断开电源，并等待四十分钟让外壳冷却。取下四颗螺丝，把旧密封圈整圈取出，擦干槽内的水，再压入新的密封圈。",
    );
  });

  test("is cut along its headings", async () => {
    const { text, headings: found } = await parse(filename);
    const refund = chunkText(text, found).find(({ start, end }) =>
      text.slice(start, end).includes("十个工作日"),
    );
    expect(refund?.headingPath).toEqual(["维修与保养", "退货与退款"]);
  });
});

test("the rows of a Word table are lines", async () => {
  const { text } = await parse("pump-guide.docx");
  expect(text).toContain("E11 | Dry run | Open the inlet valve and hold Reset for five seconds.");
});

test.each(["pump-guide.pdf", "pump-guide-printed.pdf"])(
  "%s tells where its pages begin",
  async (filename) => {
    const { text, pages, title } = await parse(filename);
    expect(title).toBe("Pump P20 service guide");
    expect(pages?.map((start) => text.slice(start, text.indexOf("\n", start)))).toEqual([
      "Pump P20 service guide",
      "Warranty",
      "维修与保养",
    ]);
  },
);

test("running heads and page numbers are no text", async () => {
  const { text } = await parse("pump-guide-printed.pdf");
  expect(text).not.toMatch(/works edition|Page \d/);
});

test.each(["parts.xlsx", "parts.csv"])(
  "the rows of %s are passages that name their columns",
  async (filename) => {
    const csv = '部件号;名称;Price\n20-118;密封圈 DN25;EUR 3.20\n\n20-240;"Fan grille; black";EUR 7.90\n';
    const {
      text,
      headings: found,
      blocksStandAlone,
    } = filename === "parts.csv" ? await runParser("csv", Buffer.from(csv)) : await parse(filename);
    const passages = chunkText(text, found, blocksStandAlone).map(({ start, end }) => text.slice(start, end));
    expect(passages.find((passage) => passage.includes("20-118"))).toMatch(
      /^部件号: 20-118\n名称: 密封圈 DN25\nPrice: EUR 3.20/,
    );
    expect(passages.find((passage) => passage.includes("20-240"))).toMatch(/名称: Fan grille[,;] black/);
  },
);
