import type { Suggestion } from "../../suggestion/schema.ts";
import { describeSuggestion } from "../rest/routes/conversation-answer.ts";
import { answer } from "./answers.ts";

/** The answer to a caller that waited until the reply was drafted. */
export function processedAnswer(eventId: string, requestId: string, suggestion: Suggestion): Response {
  return answer(
    200,
    {
      status: "processed",
      event_id: eventId,
      request_id: requestId,
      session_id: suggestion.conversationId,
      suggestion_id: suggestion.id,
      suggested_reply: suggestion.text,
      retrieved_docs_count: suggestion.retrievedCount,
      citations: describeSuggestion(suggestion, []).citations,
    },
    { "preference-applied": "wait" },
  );
}
