import type { Suggestion } from "../../suggestion/schema.ts";
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
      citations: suggestion.citations.map((citation) => ({
        sentence: citation.sentence,
        source: citation.source,
        document_id: citation.documentId,
        document_title: citation.documentTitle,
        chunk_id: citation.chunkId,
        quote: citation.quote,
        start: citation.start,
        end: citation.end,
      })),
    },
    { "preference-applied": "wait" },
  );
}
