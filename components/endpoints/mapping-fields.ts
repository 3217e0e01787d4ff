import type { MappedFieldName, Mapping } from "../../server/endpoint/mapping/schema.ts";

/** The fields of an event, in the order in which one asks for them. */
export const fieldNames = [
  "event_id",
  "type",
  "text",
  "occurred_at",
  "entity",
  "contact.id",
  "contact.name",
  "contact.email",
  "contact.phone",
] as const satisfies readonly MappedFieldName[];

export type FieldPaths = Partial<Record<MappedFieldName, string>>;

/** A mapping as one path a field. */
export function toPaths(mapping: Mapping | null): FieldPaths {
  const { contact = {}, ...fields } = mapping ?? {};
  const paths: FieldPaths = {};
  for (const name of fieldNames) {
    const path = name.startsWith("contact.")
      ? contact[name.slice("contact.".length) as keyof typeof contact]
      : fields[name as keyof typeof fields];
    if (path !== undefined) paths[name] = path;
  }
  return paths;
}

/** The mapping of those paths; null when there is none, which means the sender's usual places. */
export function toMapping(paths: FieldPaths): Mapping | null {
  const mapping: Mapping = {};
  const contact: NonNullable<Mapping["contact"]> = {};
  for (const [name, path] of Object.entries(paths)) {
    if (name.startsWith("contact.")) contact[name.slice("contact.".length) as keyof typeof contact] = path;
    else mapping[name as Exclude<keyof Mapping, "contact">] = path;
  }
  if (Object.keys(contact).length > 0) mapping.contact = contact;
  return Object.keys(mapping).length > 0 ? mapping : null;
}

/** A path into the body as a mapping writes it: one that could be read as headers or query says that it is the body's. */
export function bodyPath(path: string): string {
  return /^(headers|query|body)(\.|$)/.test(path) ? `body.${path}` : path;
}
