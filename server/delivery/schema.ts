import { z } from "zod";
import type { SendErrorCode } from "../channel/kinds/kind.ts";
import { pageInput } from "../platform/page.ts";
import type { WaitReason } from "./gate/rules.ts";

export const deliveryStatus = z.enum([
  "queued",
  "held",
  "sending",
  "sent",
  "delivered",
  "read",
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
  /** The line broke after the request was on its way. */
  mayHaveArrived: boolean;
  /** By which it was made; another one than the delivery's where a fallback took over since. */
  channelId: string | null;
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
  /** What it waits for until then; null where it is tried again after a failure. */
  waitsFor: WaitReason | null;
  /** The channel it was meant for, where this one took it over. */
  fallbackFrom: string | null;
  round: number;
  /** When the provider last reported what became of it, and why it failed or is late, a sentence in English. */
  receiptAt: Date | null;
  receiptText: string | null;
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
