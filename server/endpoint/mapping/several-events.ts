type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A sender that posts a list of events. */
export function splitList(body: unknown): unknown[] {
  return Array.isArray(body) ? body : [body];
}

/**
 * Meta's entries: one event for each message and each status update, with the contact it belongs to; every other change is
 * an event as it stands.
 */
export function splitMeta(body: unknown): unknown[] {
  if (!isObject(body)) return [body];
  const { object } = body;
  return list(body.entry).flatMap((entry) => {
    const about = { object, entry: { id: entry.id, time: entry.time } };
    const conversations = list(entry.messaging).map((item) => ({
      ...about,
      field: "messages",
      message: fromMessenger(item),
    }));
    const changes = list(entry.changes).flatMap((change, position): Fields[] => {
      const value = isObject(change.value) ? change.value : {};
      const contacts = list(value.contacts);
      const messages = list(value.messages).map((message) => ({
        ...about,
        field: change.field,
        message,
        contact: contacts.find((contact) => contact.wa_id === message.from) ?? contacts[0],
      }));
      const statuses = list(value.statuses).map((status) => ({ ...about, field: "statuses", status }));
      const both = [...messages, ...statuses];
      return both.length > 0 ? both : [{ ...about, field: change.field, position, value }];
    });
    return [...conversations, ...changes];
  });
}

/** A Messenger or Instagram message in the shape of a WhatsApp one. */
function fromMessenger(item: Fields): Fields {
  const message = isObject(item.message) ? item.message : {};
  const sender = isObject(item.sender) ? item.sender : {};
  return { id: message.mid, from: sender.id, timestamp: item.timestamp, text: { body: message.text } };
}
