import { type FieldPath, type FieldSource, readFieldPath } from "../../endpoint/mapping/field-path.ts";
import type { FieldPlaces } from "../../endpoint/mapping/usual-places.ts";
import { DomainError } from "../../errors.ts";
import type { MappedFields } from "../schema.ts";
import { type JsonText, readJson } from "./read-json.ts";
import { storable } from "./storable.ts";

export type ReadEvent = { eventKey: string; type: string; occurredAt: Date | null; mapped: MappedFields };

export const longestEventKey = 512;
const longestType = 200;
const longestName = 512;

/**
 * Reads what happened from a verified request. The key is where the places say, else in `idHeader`, and is kept exactly as
 * sent; text that PostgreSQL cannot hold (NUL, lone surrogates) is replaced everywhere else.
 * @param idHeader lower-cased name of the header in which the verification scheme carries an id; typeHeader likewise
 * @throws DomainError when the body is not one JSON object or carries no usable key
 */
export function readEvent(request: {
  headers: Record<string, string>;
  query: Record<string, string>;
  body: Uint8Array;
  places: FieldPlaces;
  idHeader: string | undefined;
  typeHeader: string | undefined;
}): ReadEvent {
  const { headers, query, places } = request;
  const json = readJson(request.body);
  const body = requireObject(json.value);
  const source: FieldSource = { headers, query, body };
  const text = (paths: FieldPath[], longest?: number) => firstText(source, json, paths, longest);

  const eventKey = readEventKey(source, json, places.event_id) ?? headerKey(headers, request.idHeader);
  if (eventKey === undefined)
    throw new DomainError(
      "missing_event_key",
      `No event id at ${places.event_id.map(describe).join(" or ") || "any place"}${request.idHeader ? ` or in the header ${request.idHeader}` : ""}.`,
    );

  const contact = dropUndefined({
    id: text(places["contact.id"], longestName),
    name: text(places["contact.name"], longestName),
    email: text(places["contact.email"], longestName),
    phone: text(places["contact.phone"], longestName),
  });
  return {
    eventKey,
    type: text(places.type, longestType) ?? headerText(headers, request.typeHeader) ?? "unknown",
    occurredAt: readTime(text(places.occurred_at)),
    mapped: dropUndefined({
      text: text(places.text),
      entity: text(places.entity, longestName),
      contact: Object.keys(contact).length > 0 ? contact : undefined,
    }),
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
    if (text !== undefined && text !== "") return storable(text.slice(0, longest));
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
