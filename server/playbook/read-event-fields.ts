import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { readEventPayload } from "../incoming-event/read-event-payload.ts";
import type { IncomingEvent } from "../incoming-event/schema.ts";
import type { EventFields } from "./condition/event-fields.ts";

/** Everything an event came with, and what its mapping read; null when its bytes are no longer kept or cannot be read. */
export async function readEventFields({
  ctx,
  input: event,
}: {
  ctx: Context;
  input: Pick<IncomingEvent, "id" | "type" | "mapped">;
}): Promise<EventFields | null> {
  const { text, entity, contact = {} } = event.mapped;
  try {
    const source = await readEventPayload({ ctx, input: { id: event.id } });
    return {
      ...source,
      contact,
      event: {
        type: event.type,
        ...(text !== undefined && { text }),
        ...(entity !== undefined && { entity }),
      },
    };
  } catch (error) {
    if (error instanceof DomainError && error.code !== "storage_unavailable") return null;
    throw error;
  }
}
