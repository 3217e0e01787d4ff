import { expect, test } from "vitest";
import { newId } from "../../platform/ids.ts";
import { decodeDraft, encodeDraft } from "./live-draft.ts";

test.each([
  ["a long one", "word ".repeat(4000)],
  ["a long Chinese one", "退款将在三个工作日内到账。".repeat(600)],
  ["characters that cannot be sent", `a\u0000b${"\ud83d"}`],
])("%s fits into a notification", (_, text) => {
  const payload = encodeDraft({ workspaceId: newId(), conversationId: newId(), runId: newId(), text });
  expect(Buffer.byteLength(payload)).toBeLessThan(8000);
  expect(payload).not.toContain("\\u0000");
  expect(decodeDraft(payload)!.text!.length).toBeGreaterThan(1);
});

test.each(["", "{}", "null", "[1]"])("%j is no draft", (payload) => expect(decodeDraft(payload)).toBeNull());
