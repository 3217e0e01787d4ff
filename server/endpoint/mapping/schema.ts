import { z } from "zod";
import { parseFieldPath } from "./field-path.ts";

const path = z
  .string()
  .refine(
    (text) => parseFieldPath(text) !== null,
    "must be a plain path such as data.ticket_id, headers.x-topic or items.0.id",
  );

/** Where the fields of an event sit in this sender's requests; a field left out is looked for at the usual places. */
export const mappingSchema = z.strictObject({
  event_id: path.optional(),
  type: path.optional(),
  occurred_at: path.optional(),
  entity: path.optional(),
  text: path.optional(),
  contact: z
    .strictObject({
      id: path.optional(),
      name: path.optional(),
      email: path.optional(),
      phone: path.optional(),
    })
    .optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;

export const mappedFieldNames = [
  "event_id",
  "type",
  "occurred_at",
  "entity",
  "text",
  "contact.id",
  "contact.name",
  "contact.email",
  "contact.phone",
] as const;

export type MappedFieldName = (typeof mappedFieldNames)[number];
