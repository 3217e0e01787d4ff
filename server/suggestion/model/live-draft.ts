import { readDraft } from "../evidence/read-draft.ts";

/** Where drafts are shown while a model writes them; they pass by, and no row remembers them. */
export const draftChannel = "firstline_draft";

/** A draft as far as it is written; null: it is over, and what was stored of it is in its row. */
export type LiveDraft = { workspaceId: string; conversationId: string; runId: string; text: string | null };

/** PostgreSQL refuses a notification of 8,000 bytes. */
const mostBytes = 7000;

/** As readers see it: without the marks of its citations, also without one that is only begun. */
export function readable(text: string): string {
  return readDraft(text.replaceAll("\u0000", "").replace(/\s*[[【][\d,，、\s]*$/, "")).text.toWellFormed();
}

/** A notification's payload; of a long draft its beginning. */
export function encodeDraft(draft: LiveDraft): string {
  const { text, ...rest } = draft;
  if (text === null) return JSON.stringify(draft);
  let shown = readable(text);
  for (;;) {
    const payload = JSON.stringify({ ...rest, text: shown });
    const over = Buffer.byteLength(payload) - mostBytes;
    if (over <= 0) return payload;
    shown = shown.slice(0, shown.length - Math.max(1, Math.ceil(over / 3))).toWellFormed();
  }
}

/** What a payload says; null for one that is none of ours. */
export function decodeDraft(payload: string): LiveDraft | null {
  try {
    const draft = JSON.parse(payload) as LiveDraft | null;
    return typeof draft?.conversationId === "string" ? draft : null;
  } catch {
    return null;
  }
}
