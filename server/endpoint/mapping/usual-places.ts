import { type FieldPath, parseFieldPath } from "./field-path.ts";
import { type MappedFieldName, type Mapping, mappedFieldNames } from "./schema.ts";
import type { Sender } from "./senders.ts";

/** Where each field is looked for: at the mapped path alone when there is one, else at the sender's usual places. */
export type FieldPlaces = Record<MappedFieldName, FieldPath[]>;

export function fieldPlaces(sender: Sender, mapping: Mapping | null): FieldPlaces {
  const { contact, ...fields } = mapping ?? {};
  const mapped: Partial<Record<MappedFieldName, string | undefined>> = {
    ...fields,
    "contact.id": contact?.id,
    "contact.name": contact?.name,
    "contact.email": contact?.email,
    "contact.phone": contact?.phone,
  };
  const places = mappedFieldNames.map((field): [MappedFieldName, FieldPath[]] => {
    const path = mapped[field];
    const texts = path === undefined ? (sender.places[field] ?? []) : [path];
    return [field, texts.map((text) => parseFieldPath(text)!)];
  });
  return Object.fromEntries(places) as FieldPlaces;
}
