import { deliverReply } from "./deliver-reply.ts";
import { handleIncomingEvent } from "./handle-incoming-event.ts";
import { ingestDocument } from "./ingest-document.ts";

/** Every durable function of the product. */
export const allFunctions = [handleIncomingEvent, deliverReply, ingestDocument];
