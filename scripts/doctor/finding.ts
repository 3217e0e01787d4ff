/** What was looked at, how it is, and in words what to do about it. A note is worth knowing and no fault. */
export type Finding = { what: string; state: "ok" | "note" | "wrong"; words: string };

export const ok = (what: string, words: string): Finding => ({ what, state: "ok", words });
export const note = (what: string, words: string): Finding => ({ what, state: "note", words });
export const wrong = (what: string, words: string): Finding => ({ what, state: "wrong", words });
