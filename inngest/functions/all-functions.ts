import { deliverReply } from "./deliver-reply.ts";
import { handleIncomingEvent } from "./handle-incoming-event.ts";

/** Every durable function of the product. */
export const allFunctions = [handleIncomingEvent, deliverReply];
