import { expect, test } from "vitest";
import { checkDraft } from "./check-draft.ts";
import { isCourtesy } from "./courtesy.ts";

test.each([
  "Hello Ada,",
  "Thank you for your message.",
  "Thanks for reaching out!",
  "If this does not help, please let us know.",
  "Best regards,",
  "Please feel free to contact us if you have any further questions.",
  "您好：",
  "感谢您的来信。",
  "如有其他问题，请随时联系我们。",
  "祝您生活愉快！",
])("good manners: %s", (sentence) => expect(isCourtesy(sentence)).toBe(true));

test.each([
  "Thank you, your refund is approved.",
  "Hello Ada, we will send you a new lamp.",
  "Please let us know your password.",
  "Your parcel is on its way.",
  "感谢您的来信，退款已批准。",
  "我们会给您退款。",
  "Best regards, and your account is closed.",
])("more than that: %s", (sentence) => expect(isCourtesy(sentence)).toBe(false));

test("a sentence that rests on nothing is marked, and keeps the draft from being sent by itself", () => {
  const draft = "Hello Ada,\nYour refund is approved. Order 1001 is shipped.\nBest regards,";
  const { checks, citations } = checkDraft({
    draft,
    outcome: "answer",
    passages: [],
    facts: [],
    fields: [
      { source: "tool", field: "tools.query.status", value: "shipped", toolCallId: "c1" },
      { source: "event", field: "body.order", value: "1001", toolCallId: null },
    ],
    language: "en",
  });
  expect(citations.map(({ source, quote }) => [source, quote])).toEqual([
    ["tool", "shipped"],
    ["event", "1001"],
  ]);
  expect(checks).toMatchObject({
    uncited_sentences: ["Your refund is approved."],
    outcome: "answer",
    passed: false,
  });
});

test("a reply in another language than the customer's is not sent by itself", () => {
  const fields = [{ source: "tool" as const, field: "tools.q.status", value: "shipped", toolCallId: "c1" }];
  const of = { draft: "It is shipped.", outcome: "answer" as const, passages: [], facts: [], fields };
  expect(checkDraft({ ...of, language: "zh" }).checks).toMatchObject({
    language_matches: false,
    passed: false,
  });
  expect(checkDraft({ ...of, language: "en" }).checks).toMatchObject({
    language_matches: true,
    passed: true,
  });
});
