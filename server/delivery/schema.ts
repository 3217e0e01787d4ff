import { z } from "zod";
import type { SendErrorCode } from "../channel/kinds/kind.ts";
import { pageInput } from "../platform/page.ts";

export const deliveryStatus = z.enum([
  "queued",
  "held",
  "sending",
  "sent",
  "caught",
  "failed",
  "unknown",
  "cancelled",
]);
export type DeliveryStatus = z.infer<typeof deliveryStatus>;

export const deliveryFilter = pageInput.extend({
  status: deliveryStatus.optional(),
  conversationId: z.uuid().optional(),
  channelId: z.uuid().optional(),
});

/** What went out or came back beside the bodies, secrets masked. */
export type Envelope = { url?: string; headers: Record<string, string> };

export type DeliveryAttempt = {
  number: number;
  outcome: "sending" | "sent" | "failed" | "unknown";
  startedAt: Date;
  durationMs: number | null;
  httpStatus: number | null;
  /** The beginning of what the receiver answered. */
  response: string | null;
  /** A sentence, in English; the code, where there is one, is for the reader's language. */
  error: string | null;
  errorCode: SendErrorCode | null;
  request: Envelope | null;
  answered: Envelope | null;
};

export type Delivery = {
  id: string;
  suggestionId: string;
  conversationId: string;
  /** Null is the catcher: the reply was caught, not sent. */
  channelId: string | null;
  status: DeliveryStatus;
  /** What is posted, parsed; the stored bytes are what every attempt sends. */
  payload: DeliveryPayload;
  createdAt: Date;
  updatedAt: Date;
  nextAttemptAt: Date | null;
  round: number;
  attempts: DeliveryAttempt[];
};

/** What a webhook channel posts (DESIGN.md §6, "delivered"). */
export type DeliveryPayload = {
  type: "message.send";
  timestamp: string;
  data: {
    delivery_id: string;
    conversation_id: string;
    contact: {
      id: string;
      external_id: string;
      name: string | null;
      email: string | null;
      phone: string | null;
    };
    text: string;
    citations: {
      sentence: string;
      source: string;
      document_id: string | null;
      document_title: string | null;
      quote: string;
      start: number | null;
      end: number | null;
    }[];
  };
};
