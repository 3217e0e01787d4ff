import { readFieldPath } from "../mapping/field-path.ts";
import type { MappedFieldName, Mapping } from "../mapping/schema.ts";
import { fieldPlaces } from "../mapping/usual-places.ts";
import { presets, senderOf } from "../presets/presets.ts";
import { redactJson } from "./redact-json.ts";
import { parseRedactionPath, type RedactionPath } from "./redaction-path.ts";

/** Without these the desk could not do its work: they are kept, and cannot be hidden. */
export const neededNames = ["event_id", "type", "entity", "text", "contact.id"] as const;
export type NeededName = (typeof neededNames)[number];

export type NeededField = { name: NeededName; paths: string[] };

type Endpoint = { source: string; mapping: Mapping | null };

/** Where the fields that the desk needs are read from in a body of this endpoint. */
export function neededFields({ source, mapping }: Endpoint): NeededField[] {
  const places = fieldPlaces(senderOf(source), mapping);
  return neededNames.map((name) => ({
    name,
    paths: places[name].filter((path) => path.in === "body").map(({ names }) => names.join(".")),
  }));
}

/** The first of some paths that would hide a field the desk needs, and which field that is. */
export function findNeeded(
  fields: readonly string[],
  endpoint: Endpoint,
): { field: string; name: NeededName } | null {
  for (const field of fields) {
    const path = parseRedactionPath(field)!;
    const named = neededFields(endpoint).find(({ paths }) =>
      paths.some((place) => covers(path, place.split("."))),
    );
    const name = named?.name ?? neededInSample(path, endpoint);
    if (name) return { field, name };
  }
  return null;
}

function covers(path: RedactionPath, names: string[]): boolean {
  // A name goes into lists by itself, so numbers in either may be left out.
  const plain = (parts: string[]) => parts.filter((part) => part !== "*" && !/^\d+$/.test(part));
  const [hidden, place] = [plain(path), plain(names)];
  return hidden.length <= place.length && hidden.every((part, i) => part === place[i]);
}

/** Senders whose fields are not read from where they were sent: their sample tells. */
function neededInSample(path: RedactionPath, { source, mapping }: Endpoint): NeededName | undefined {
  const preset = presets.get(source);
  if (!preset?.sender.split && !preset?.sender.shape && !preset?.sender.deriveKey) return undefined;
  const { body } = preset.sample({ id: "019000000000700080000000000000ff", at: new Date(0) });
  const text = JSON.stringify("json" in body ? body.json : "form" in body ? body.form : body.xml);
  const { split, shape, deriveKey } = preset.sender;
  const read = (json: string) => {
    const value: unknown = JSON.parse(json, (_, each) => (typeof each === "number" ? String(each) : each));
    const parts = split ? split(value) : [shape ? shape(value) : value];
    const places = fieldPlaces(preset.sender, mapping);
    return (name: MappedFieldName) =>
      parts.map((part) => {
        const found = places[name].map((place) =>
          readFieldPath({ headers: {}, query: {}, body: part }, place),
        );
        return [
          found.find((each) => each !== undefined),
          name === "event_id" ? deriveKey?.(part) : undefined,
        ];
      });
  };
  const [before, after] = [read(text), read(redactJson(text, [path]).text)];
  return neededNames.find((name) => JSON.stringify(before(name)) !== JSON.stringify(after(name)));
}
