import type { Context } from "../context.ts";
import type { FieldSource } from "../endpoint/mapping/field-path.ts";
import { DomainError } from "../errors.ts";
import { readEventPayload } from "./read-event-payload.ts";

/**
 * What an event came with, whole, for what neither shows nor keeps it; null where the bytes of an old call are gone, or are
 * not what they were read as. Throws when the storage does not answer.
 */
export async function readKeptPayload({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<FieldSource | null> {
  try {
    return await readEventPayload({ ctx, input: { id, whole: true } });
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) return null;
    throw error;
  }
}
