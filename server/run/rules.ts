import { z } from "zod";
import type { RunDetail, TriggerEvent } from "../platform/durable-runs.ts";

const longestText = 100_000;

const ids = z.object({
  eventId: z.uuid().optional().catch(undefined),
  deliveryId: z.uuid().optional().catch(undefined),
  documentId: z.uuid().optional().catch(undefined),
  versionId: z.uuid().optional().catch(undefined),
  toolCallId: z.uuid().optional().catch(undefined),
  runId: z.uuid().optional().catch(undefined),
});

/** The internal event that a run is about in the end: an `onFailure` handler runs for an event about an event. */
export function causeOf(event: Pick<TriggerEvent, "name" | "data">): Pick<TriggerEvent, "name" | "data"> {
  const inner = event.data?.event as TriggerEvent | undefined;
  return event.name.startsWith("inngest/function.") && inner?.data && typeof inner.name === "string"
    ? causeOf(inner)
    : event;
}

/** The ids that its event names; whether the workspace has such things is for the stores to say. */
export const idsIn = (event: Pick<TriggerEvent, "name" | "data">) => ids.parse(causeOf(event).data);

/** JSON for a screen: indented, and cut where nobody reads on. */
export function shownJson(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = JSON.stringify(value, null, 2);
  return text.length > longestText ? `${text.slice(0, longestText)}\n…` : text;
}

export function shownError(error: RunDetail["error"]) {
  return error && { name: error.name, message: error.message, stack: error.stack ?? null };
}
