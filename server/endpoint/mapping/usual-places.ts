import { type FieldPath, parseFieldPath } from "./field-path.ts";
import type { MappedFieldName, Mapping } from "./schema.ts";

/** Paths to try, in this order. */
type Places = Partial<Record<MappedFieldName, string[]>>;

const person = ["user", "customer", "contact", "requester", "sender", "from"];
const within = (names: string[], field: string) => names.map((name) => `${name}.${field}`);
/** Most senders wrap the thing that happened in `data`. */
const alsoInData = (paths: string[]) => [...paths, ...paths.map((path) => `data.${path}`)];

const custom: Places = {
  event_id: ["event_id", "id"],
  type: ["type", "event_type", "event"],
  occurred_at: ["occurred_at", "created_at", "timestamp", "time"],
  text: alsoInData(["text", "message", "description", "content"]),
  "contact.id": alsoInData(["user_id", "customer_id", "contact_id", ...within(person, "id")]),
  "contact.name": alsoInData(["user_name", "customer_name", ...within(person, "name")]),
  "contact.email": alsoInData(["email", ...within(person, "email")]),
  "contact.phone": alsoInData(["phone", ...within(person, "phone")]),
};

/** Senders whose requests are described by their makers. */
const bySource: Record<string, Places> = {
  github: {
    event_id: ["headers.x-github-delivery"],
    type: ["headers.x-github-event"],
    occurred_at: ["comment.created_at", "issue.updated_at", "pull_request.updated_at"],
    entity: ["issue.node_id", "pull_request.node_id", "discussion.node_id"],
    text: ["comment.body", "review.body", "issue.body", "pull_request.body", "discussion.body"],
    "contact.id": ["sender.id"],
    "contact.name": ["sender.login"],
  },
};

/** Whether a source is the name of such a sender. */
export function hasUsualPlaces(source: string): boolean {
  return Object.hasOwn(bySource, source);
}

/** Where each field is looked for: at the mapped path alone when there is one, else at the sender's usual places. */
export type FieldPlaces = Record<MappedFieldName, FieldPath[]>;

export function fieldPlaces(source: string, mapping: Mapping | null): FieldPlaces {
  const usual = (hasUsualPlaces(source) && bySource[source]) || custom;
  const { contact, ...fields } = mapping ?? {};
  const mapped: Partial<Record<MappedFieldName, string | undefined>> = {
    ...fields,
    "contact.id": contact?.id,
    "contact.name": contact?.name,
    "contact.email": contact?.email,
    "contact.phone": contact?.phone,
  };
  const at = (field: MappedFieldName) => {
    const path = mapped[field];
    return (path === undefined ? (usual[field] ?? []) : [path]).map((text) => parseFieldPath(text)!);
  };
  return {
    event_id: at("event_id"),
    type: at("type"),
    occurred_at: at("occurred_at"),
    entity: at("entity"),
    text: at("text"),
    "contact.id": at("contact.id"),
    "contact.name": at("contact.name"),
    "contact.email": at("contact.email"),
    "contact.phone": at("contact.phone"),
  };
}
