import { deliverReply } from "./deliver-reply.ts";
import { handleIncomingEvent } from "./handle-incoming-event.ts";
import { ingestDocument } from "./ingest-document.ts";
import { rewriteDraft } from "./rewrite-suggestion.ts";
import { runApprovedCall } from "./run-approved-call.ts";

/** Every durable function of the product. */
export const allFunctions = [
  handleIncomingEvent,
  rewriteDraft,
  deliverReply,
  ingestDocument,
  runApprovedCall,
];
