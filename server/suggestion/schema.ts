import { z } from "zod";

export type SuggestionStatus = "pending" | "approved" | "rejected" | "superseded" | "sent";
export type Outcome = "answer" | "related" | "unknown";
export type Language = "en" | "zh";

/** A passage as the draft may cite it: `number` is how the model names it, 1-based. */
export type NumberedPassage = {
  number: number;
  documentId: string;
  versionId: string;
  documentTitle: string;
  chunkId: string;
  text: string;
  /** Offset of the passage's first UTF-16 unit in the version's text. */
  start: number;
  score: number;
  /** Its document is for the team alone. */
  internal: boolean;
};

/** A frozen piece of evidence for one sentence; offsets count UTF-16 units of the version's text, half-open. */
export type Citation = {
  ordinal: number;
  sentence: string;
  source: "chunk" | "event" | "tool";
  documentId: string | null;
  versionId: string | null;
  documentTitle: string | null;
  chunkId: string | null;
  /** For an event or a tool result: the field's path. */
  field: string | null;
  toolCallId: string | null;
  quote: string;
  start: number | null;
  end: number | null;
};

/** What the code checked; the model's own confidence has no part in it. */
export type Checks = {
  /** True when the reply rests on no passage and no tool result; then it cites none. */
  abstained: boolean;
  outcome: Outcome;
  citations_verified: number;
  /** Citations of passages that were not retrieved, or that say nothing of the kind. */
  citations_dropped: number;
  /** Numbers, dates, amounts, addresses and links found neither in the evidence nor in the event. */
  unsupported_claims: string[];
  /** Sentences that rest on nothing and are more than good manners. Drafts from before this was checked say nothing. */
  uncited_sentences?: string[];
  /** Whether it is written in the customer's language. */
  language_matches?: boolean;
  /** Tools that were called for it and did not answer. */
  tools_failed?: string[];
  /** Titles of documents for the team alone that it cites; drafts from before this was checked say nothing. */
  internal_sources?: string[];
  /** Places of its template for which there was no value. */
  template_gaps?: number;
  /** False when the model was cut off or held back. */
  is_whole?: boolean;
  /** Score of the best passage, 0 to 1; null when there was none. */
  best_score: number | null;
  /** All of the above allow sending without a person. */
  passed: boolean;
};

export type Suggestion = {
  id: string;
  conversationId: string;
  eventId: string;
  /** The run that drafted it, and made its tool calls. */
  runId: string;
  playbookId: string | null;
  channelId: string | null;
  version: number;
  status: SuggestionStatus;
  /** As drafted, without citation marks. */
  text: string;
  /** As approved. */
  finalText: string | null;
  language: Language;
  model: string;
  checks: Checks;
  retrievedCount: number;
  /** The prompt, the model's settings and tokens it was made with; null for the built-in composer. */
  provenance: unknown;
  rejectReason: string | null;
  decidedBy: unknown;
  decidedAt: Date | null;
  createdAt: Date;
  citations: Citation[];
};

export const replyText = z
  .string()
  .max(10_000)
  .refine((text) => text.trim().length > 0, "must not be empty")
  .refine((text) => !text.includes("\u0000") && text.isWellFormed(), "must be well-formed text");

export const approval = z.strictObject({
  id: z.uuid(),
  text: replyText.optional(),
  /** The newest message the agent has seen, null for none; when given, nothing is sent past one they have not. */
  seenMessageId: z.uuid().nullable().optional(),
  /** The newest event about the same thing that was seen; without it nothing is sent once a newer one has arrived. */
  seenEventId: z.uuid().nullable().optional(),
});
export const rejection = z.strictObject({ id: z.uuid(), reason: z.string().trim().max(2000).optional() });
