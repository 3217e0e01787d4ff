import { type FieldPath, type FieldSource, readFieldPath } from "../../endpoint/mapping/field-path.ts";
import type { Sender } from "../../endpoint/mapping/senders.ts";
import type { FieldPlaces } from "../../endpoint/mapping/usual-places.ts";
import { redactedMark } from "../../endpoint/redaction/redact-json.ts";
import { DomainError } from "../../errors.ts";
import type { MappedFields } from "../schema.ts";
import type { JsonText } from "./read-json.ts";
import { storable } from "./storable.ts";

export type ReadEvent = { eventKey: string; type: string; occurredAt: Date | null; mapped: MappedFields };

export const longestEventKey = 512;
const longestType = 200;
/** In one request. */
const mostEvents = 1000;
const longestName = 512;

/** How an endpoint's requests are read. */
export type Reading = {
  places: FieldPlaces;
  sender: Pick<Sender, "split" | "shape" | "deriveKey">;
  /** Lower-cased names of the headers in which the scheme carries an id, and the type. */
  idHeader: string | undefined;
  typeHeader: string | undefined;
};

type Request = {
  headers: Record<string, string>;
  query: Record<string, string>;
  json: JsonText;
  /** The body without its redacted values, where it has some: all but the key is read from it. */
  shown?: JsonText | undefined;
};

/**
 * Reads what happened from a verified request: one event, or as many as the sender puts into one request.
 * @throws DomainError when an event is not a JSON object or carries no usable key
 */
export function readEvents(request: Request, reading: Reading): ReadEvent[] {
  const { split, shape } = reading.sender;
  const { headers, query, json, shown } = request;
  if (!split && !shape) return [readEvent(request, reading)];
  if (!split) {
    const shaped = (text: JsonText): JsonText => ({
      value: shape!(text.value),
      withDigits: once(() => shape!(text.withDigits())),
    });
    return [readEvent({ headers, query, json: shaped(json), shown: shown && shaped(shown) }, reading)];
  }
  const parts = (text: JsonText) => {
    const values = split(text.value);
    const withDigits = once(() => split(text.withDigits()));
    return { values, at: (i: number): JsonText => ({ value: values[i], withDigits: () => withDigits()[i] }) };
  };
  // A header names the request, not the events in it.
  const each = { ...reading, idHeader: undefined };
  const [all, hiding] = [parts(json), shown && parts(shown)];
  const { values } = all;
  if (values.length > mostEvents)
    throw new DomainError("unusable_content", `The request carries more than ${mostEvents} events.`);
  return values.map((_, i) => readEvent({ headers, query, json: all.at(i), shown: hiding?.at(i) }, each));
}

/**
 * The key is where the places say, else made of the event's own fields, else in the scheme's header, and is kept exactly as
 * sent; text that PostgreSQL cannot hold (NUL, lone surrogates) is replaced everywhere else.
 */
function readEvent({ headers, query, json, shown = json }: Request, reading: Reading): ReadEvent {
  const { places, sender, idHeader, typeHeader } = reading;
  const source: FieldSource = { headers, query, body: requireObject(json.value) };
  const open: FieldSource = { ...source, body: shown.value };
  const text = (paths: FieldPath[], longest?: number) => firstText(open, shown, paths, longest);

  const eventKey =
    readEventKey(source, json, places.event_id) ?? derivedKey(sender, json) ?? headerKey(headers, idHeader);
  if (eventKey === undefined)
    throw new DomainError(
      "missing_event_key",
      `No event id at ${places.event_id.map(describe).join(" or ") || "any place"}${idHeader ? ` or in the header ${idHeader}` : ""}.`,
    );

  const contact = dropUndefined({
    id: text(places["contact.id"], longestName),
    name: text(places["contact.name"], longestName),
    email: text(places["contact.email"], longestName),
    phone: text(places["contact.phone"], longestName),
  });
  return {
    eventKey,
    type: text(places.type, longestType) ?? headerText(headers, typeHeader) ?? "unknown",
    occurredAt: readTime(text(places.occurred_at)),
    mapped: dropUndefined({
      text: text(places.text),
      entity: text(places.entity, longestName),
      contact: Object.keys(contact).length > 0 ? contact : undefined,
    }),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function requireObject(value: unknown): object {
  if (Array.isArray(value) && value.length > 0)
    throw new DomainError("unusable_content", "The body is a list; this endpoint takes one event a request.");
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new DomainError("missing_event_key", "The body must be a JSON object that carries an event.");
  return value;
}

/** The first place that exists decides: a key of the wrong kind is refused, never silently replaced by another one. */
function readEventKey(source: FieldSource, json: JsonText, places: FieldPath[]): string | undefined {
  const path = places.find((place) => readFieldPath(source, place) !== undefined);
  if (!path) return undefined;
  const value = asText(readFieldPath(source, path), path, json, { booleans: false });
  if (value === undefined)
    throw new DomainError(
      "invalid_event_key",
      `The event id at ${describe(path)} must be a string or a number.`,
    );
  return checkEventKey(value, describe(path));
}

function derivedKey(sender: Reading["sender"], json: JsonText): string | undefined {
  const key = sender.deriveKey?.(json.withDigits());
  return key === undefined ? undefined : checkEventKey(key, "its own fields");
}

function headerKey(headers: Record<string, string>, name: string | undefined): string | undefined {
  const value = name === undefined ? undefined : headers[name];
  return value === undefined ? undefined : checkEventKey(value, `the header ${name}`);
}

function headerText(headers: Record<string, string>, name: string | undefined): string | undefined {
  const value = name === undefined ? undefined : headers[name];
  return value ? storable(value.slice(0, longestType)) : undefined;
}

function checkEventKey(key: string, where: string): string {
  // Each character is at most two UTF-16 units: the cheap test comes first.
  if (key.length === 0 || key.length > 2 * longestEventKey || [...key].length > longestEventKey)
    throw new DomainError("invalid_event_key", `The event id at ${where} must have 1 to 512 characters.`);
  if (key.includes("\u0000") || !key.isWellFormed())
    throw new DomainError(
      "invalid_event_key",
      `The event id at ${where} contains characters that are not text.`,
    );
  return key;
}

function firstText(
  source: FieldSource,
  json: JsonText,
  places: FieldPath[],
  longest?: number,
): string | undefined {
  for (const path of places) {
    const text = asText(readFieldPath(source, path), path, json, { booleans: true });
    if (text !== undefined && text !== "" && text !== redactedMark) return storable(text.slice(0, longest));
  }
  return undefined;
}

/** Numbers keep the digits that were sent: a long id must not be rounded into its neighbour. */
function asText(
  value: unknown,
  path: FieldPath,
  json: JsonText,
  accept: { booleans: boolean },
): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number")
    return String(readFieldPath({ headers: {}, query: {}, body: json.withDigits() }, path));
  return typeof value === "boolean" && accept.booleans ? String(value) : undefined;
}

const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** ISO 8601, Unix seconds or milliseconds; what is neither is no time. */
function readTime(text: string | undefined): Date | null {
  if (text === undefined || text.length > 40) return null;
  const number = /^\d{9,13}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  const ms = number === undefined ? Date.parse(text) : number < 1e11 ? number * 1000 : number;
  return ms >= earliest && ms < latest ? new Date(ms) : null;
}

function describe(path: FieldPath): string {
  return path.in === "body" ? path.names.join(".") : `${path.in}.${path.names.join(".")}`;
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
