import type { Answers } from "../trpc.ts";

/** A conversation with everything around it, as `conversation.show` answers it. */
export type Shown = Answers["conversation"]["show"];
export type ShownSuggestion = Shown["suggestions"][number];
export type ShownCitation = ShownSuggestion["citations"][number];
