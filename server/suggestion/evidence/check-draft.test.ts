import { expect, test } from "vitest";
import type { NumberedPassage } from "../schema.ts";
import { checkDraft } from "./check-draft.ts";

const text = "Hold the power button for ten seconds. The light turns green.";
const passage = (number: number, over: Partial<NumberedPassage> = {}): NumberedPassage => ({
  number,
  documentId: `d${number}`,
  versionId: `v${number}`,
  documentTitle: "Manual",
  chunkId: `c${number}`,
  text,
  start: 100,
  score: 0.8,
  internal: false,
  ...over,
});
const check = (draft: string, over: Partial<Parameters<typeof checkDraft>[0]> = {}) =>
  checkDraft({ draft, outcome: "answer", passages: [passage(1)], facts: [], ...over });

test("a citation points at exact characters of the version", () => {
  const { citations, checks } = check("Hold the power button for ten seconds. [1]");
  expect(citations).toMatchObject([
    {
      sentence: "Hold the power button for ten seconds.",
      quote: "Hold the power button for ten seconds.",
      start: 100,
      end: 138,
    },
  ]);
  expect(text.slice(0, 38)).toBe(citations[0]!.quote);
  expect(checks).toMatchObject({ abstained: false, outcome: "answer", citations_verified: 1, passed: true });
});

test("only what was retrieved may be cited", () => {
  const { citations, checks } = check("Hold the power button for ten seconds. [2]");
  expect(citations).toEqual([]);
  expect(checks).toMatchObject({ abstained: true, outcome: "unknown", citations_dropped: 1, passed: false });
});

test("a passage that says nothing of the kind is no evidence", () => {
  expect(check("Refunds arrive within two weeks. [1]").checks).toMatchObject({
    abstained: true,
    citations_dropped: 1,
  });
});

test("a number from nowhere keeps a draft from being sent by itself", () => {
  const { checks } = check("Hold the power button for ten seconds. [1] It costs 99 euros.");
  expect(checks).toMatchObject({ unsupported_claims: ["99"], passed: false });
});

test("what the event says is known too", () => {
  const { checks } = check("About order 1042: hold the power button for ten seconds. [1]", {
    facts: ["order 1042"],
  });
  expect(checks).toMatchObject({ unsupported_claims: [], passed: true });
});

test("related passages are never enough to send without a person", () => {
  expect(check("Hold the power button for ten seconds. [1]", { outcome: "related" }).checks).toMatchObject({
    outcome: "related",
    passed: false,
  });
});

test("a reply that cites a document for the team alone says so, and is never sent by itself", () => {
  const draft = "Hold the power button for ten seconds. [1]";
  expect(check(draft).checks).toMatchObject({ internal_sources: [], passed: true });
  const { checks } = check(draft, {
    passages: [passage(1, { internal: true }), passage(2, { internal: true })],
  });
  expect(checks).toMatchObject({ internal_sources: ["Manual"], passed: false });
});
