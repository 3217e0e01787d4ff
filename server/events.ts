import { z } from "zod";

/** Internal events: the names and payloads that durable functions are triggered by. Payloads carry ids only. */
export const internalEvents = {
  "incoming-event/accepted": z.object({ workspaceId: z.uuid(), eventId: z.uuid(), runId: z.uuid() }),
  /** Null is the catcher. So many of one channel are under way at once, whatever the others do. */
  "suggestion/approved": z.object({
    workspaceId: z.uuid(),
    deliveryId: z.uuid(),
    channelId: z.uuid().nullable(),
  }),
  "suggestion/rewrite-asked": z.object({ workspaceId: z.uuid(), eventId: z.uuid(), runId: z.uuid() }),
  "tool-call/approved": z.object({ workspaceId: z.uuid(), toolCallId: z.uuid() }),
  /** A delivery to be tried anew, after `before` attempts; only the run of its newest round may act. */
  "delivery/retried": z.object({
    workspaceId: z.uuid(),
    deliveryId: z.uuid(),
    channelId: z.uuid().nullable(),
    round: z.int(),
    before: z.int(),
  }),
  "document/uploaded": z.object({ workspaceId: z.uuid(), documentId: z.uuid(), versionId: z.uuid() }),
} as const;

export type InternalEventName = keyof typeof internalEvents;

export type InternalEvent = {
  [Name in InternalEventName]: {
    /** The outbox row's id: whoever enqueues twice enqueues the same thing. */
    id: string;
    name: Name;
    data: z.infer<(typeof internalEvents)[Name]>;
  };
}[InternalEventName];

/** Hands events to the durable engine; idempotent by event id. The port that `inngest/client.ts` fills. */
export type Enqueue = (events: InternalEvent[]) => Promise<void>;
