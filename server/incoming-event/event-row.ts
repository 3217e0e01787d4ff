import type { EventStatus, MappedFields } from "./schema.ts";

/** What of an event's row is shown. */
export const eventFields = {
  id: true,
  requestId: true,
  eventKey: true,
  type: true,
  occurredAt: true,
  mapped: true,
  status: true,
  statusReason: true,
  verified: true,
  conversationId: true,
  suggestionId: true,
  receivedAt: true,
  endpoint: { select: { id: true, key: true, name: true, source: true } },
} as const;

export const toEvent = <Row extends { mapped: unknown; status: string }>(row: Row) => ({
  ...row,
  mapped: row.mapped as MappedFields,
  status: row.status as EventStatus,
});
