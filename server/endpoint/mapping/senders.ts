import type { MappedFieldName } from "./schema.ts";

/** How a kind of sender writes its requests. */
export type Sender = {
  /** Paths to try for each field, in this order. */
  places: Partial<Record<MappedFieldName, string[]>>;
  /** The body with what a sender hides in a text (Feishu's content) opened; for senders of one event a request. */
  shape?: (body: unknown) => unknown;
  /** Set where one request carries several events: the part that is each of them. */
  split?: (body: unknown) => unknown[];
  /** A key made of the event's own fields, for senders without an id; never of the body as a whole. */
  deriveKey?: (event: unknown) => string | undefined;
};

const person = ["user", "customer", "contact", "requester", "sender", "from"];
const within = (names: string[], field: string) => names.map((name) => `${name}.${field}`);
/** Most senders wrap the thing that happened in `data`. */
const alsoInData = (paths: string[]) => [...paths, ...paths.map((path) => `data.${path}`)];

/** Any other sender: the usual names. */
export const customSender: Sender = {
  places: {
    event_id: ["event_id", "id"],
    type: ["type", "event_type", "event"],
    occurred_at: ["occurred_at", "created_at", "timestamp", "time"],
    text: alsoInData(["text", "message", "description", "content"]),
    "contact.id": alsoInData(["user_id", "customer_id", "contact_id", ...within(person, "id")]),
    "contact.name": alsoInData(["user_name", "customer_name", ...within(person, "name")]),
    "contact.email": alsoInData(["email", ...within(person, "email")]),
    "contact.phone": alsoInData(["phone", ...within(person, "phone")]),
  },
};
