import { z } from "zod";
import { pageInput } from "../platform/page.ts";

export const eventStatuses = [
  "accepted",
  "processing",
  "awaiting_review",
  "done",
  "ignored",
  "failed",
] as const;
export type EventStatus = (typeof eventStatuses)[number];

export const requestVerdicts = ["accepted", "duplicate", "rejected", "handshake"] as const;
export type RequestVerdict = (typeof requestVerdicts)[number];

export const listEventsInput = pageInput.extend({
  endpoint: z.uuid().optional(),
  type: z.string().max(200).optional(),
  status: z.enum(eventStatuses).optional(),
  /** Words of the body as it came and of the mapped fields. */
  search: z.string().trim().max(200).optional(),
  /** Received at or after, and before. */
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
});

export const listRequestsInput = pageInput.extend({
  endpoint: z.uuid().optional(),
  verdict: z.enum(requestVerdicts).optional(),
});

/** What the mapping read from a request; every value as text, and only what was there. */
export type MappedFields = {
  text?: string;
  entity?: string;
  contact?: { id?: string; name?: string; email?: string; phone?: string };
};

export type IncomingEvent = {
  id: string;
  endpoint: { id: string; key: string; name: string; source: string };
  requestId: string;
  eventKey: string;
  type: string;
  occurredAt: Date | null;
  mapped: MappedFields;
  status: EventStatus;
  /** Why it is ignored or failed, in words. */
  statusReason: string | null;
  /** False when its endpoint verifies nothing. */
  verified: boolean;
  conversationId: string | null;
  suggestionId: string | null;
  receivedAt: Date;
};

/** One way of an event through its steps; queued at `createdAt`. */
export type EventRun = { id: string; cause: "accepted" | "replay" | "rewrite"; createdAt: Date };

export type TimelineEntry = {
  runId: string;
  cause: "accepted" | "replay" | "rewrite";
  step: string;
  status: "running" | "ok" | "failed";
  /** From 1. */
  attempt: number;
  startedAt: Date;
  durationMs: number | null;
  error: string | null;
};

/** One way of an event through the desk, with its newest step. */
export type EventRunSummary = {
  id: string;
  eventId: string;
  eventType: string;
  cause: "accepted" | "replay" | "rewrite";
  createdAt: Date;
  step: string | null;
  status: TimelineEntry["status"] | null;
};

/** One attempt (from 1) of one step of a run. */
export type StepAttempt = { runId: string; step: string; attempt: number };

export type WebhookRequestSummary = {
  id: string;
  endpointId: string;
  method: string;
  /** Path and query, credentials masked. */
  url: string;
  bodySize: number;
  remoteAddress: string | null;
  verdict: RequestVerdict;
  /** A code of server/errors.ts for a rejection; "body_differs" for a duplicate with other bytes than the first. */
  reason: string | null;
  diagnosis: string | null;
  status: number;
  matchedSecretId: string | null;
  eventId: string | null;
  durationMs: number;
  /** More than 1 for the row that stands for the rejections of a minute beyond the recording rate. */
  count: number;
  /** Set where a refused call was verified later: it is its events' since then; `status` stays what the sender got. */
  verifiedAgainAt: Date | null;
  receivedAt: Date;
};

export type WebhookRequest = WebhookRequestSummary & {
  /** In the order received, secret-bearing values masked. */
  headers: [name: string, value: string][];
  /** The raw bytes without redacted values; null where only the headers are kept, or the bytes cannot be shown without them. */
  body: Uint8Array | null;
  /** The JSON that the body stands for, where it is sealed or XML; null where the body is what was read. */
  content: Uint8Array | null;
  /** What of it is hidden; null where nothing is. */
  redacted: Redacted | null;
};

export type Redacted = {
  /** The paths at which something was hidden. */
  fields: string[];
  /** All of it is hidden: it is not what it should be, so that its fields could be told apart. */
  whole: boolean;
  /** The values are no longer kept. */
  forGood: boolean;
};

/** What came to an endpoint in the last 24 hours; calls beyond the recording rate are counted, too. */
export type Traffic = {
  endpointId: string;
  endpointName: string;
  accepted: number;
  rejected: number;
  lastRequestAt: Date | null;
  lastEventAt: Date | null;
  /** Accepted calls an hour, in the week before the last one: what came since it fell silent does not count. */
  usualPerHour: number;
  /** When the last event came, where that is longer ago than the endpoint allows. */
  silentSince: Date | null;
};
