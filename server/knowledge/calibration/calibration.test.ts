import { expect, test } from "vitest";
import { chooseThresholds } from "./choose-thresholds.ts";
import { toSections, weighSections } from "./heading-questions.ts";

const base = { answer: 0.85, related: 0.6 };
const spread = (from: number, to: number) =>
  Array.from({ length: 101 }, (_, i) => from + ((to - from) * i) / 100);

test("where unanswerable questions carry much evidence, more is asked of an answer; where little, less", () => {
  expect(chooseThresholds(spread(0.6, 1.6), spread(0.2, 1.0), base).answer).toBeCloseTo(0.92, 1);
  expect(chooseThresholds(spread(0.5, 1.2), spread(0, 0.6), base).answer).toBe(0.7);
});

test("half of what can be answered stays answered, and nothing moves far", () => {
  expect(chooseThresholds(spread(0.5, 1.0), spread(0.5, 1.5), base).answer).toBe(0.75);
  expect(chooseThresholds(spread(1.5, 2), spread(1.4, 1.9), base).answer).toBe(1.05);
  const { answer, related } = chooseThresholds(spread(1.5, 2), spread(0, 0.1), base);
  expect(related).toBeLessThan(answer);
});

const passage = (documentId: string, heading: string, body: string) => ({
  ...{ documentId, title: `Guide ${documentId}`, headingPath: ["Guide", heading] },
  text: `${heading}\n\n${body}`,
});
const passages = [
  passage(
    "a",
    "Resetting the lamp",
    "Hold the key of the lamp for ten seconds and let go; it is reset to what it was when new.",
  ),
  passage(
    "b",
    "Returning a delivery",
    "A delivery may be returned within thirty days: ask for a label and hand it to the carrier.",
  ),
  passage(
    "c",
    "Overview",
    "This chapter tells what the others tell, and nothing else that a reader would look for.",
  ),
  passage(
    "d",
    "Overview",
    "This chapter tells what the others tell, and nothing else that a reader would look for.",
  ),
  passage(
    "e",
    "Warranty",
    "All parts are covered for two years from the day of delivery, wear and tear excluded.",
  ),
];

test("headings that ask something become questions to the words below them", () => {
  expect(toSections(passages, 10).map(({ question }) => question)).toEqual([
    "Resetting the lamp",
    "Returning a delivery",
  ]);
  expect(toSections(passages, 10)[0]?.body).toMatch(/^Hold the key/);
});

test("a section's own words carry more evidence than those of other documents", () => {
  const { own, missing } = weighSections(toSections(passages, 10), () => null);
  expect(Math.min(...own)).toBeGreaterThan(0.9);
  expect(Math.max(...missing)).toBeLessThan(0.5);
});
