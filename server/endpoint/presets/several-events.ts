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

/** Alertmanager's group as one event an alert; what is no such group stays as it is, and is refused for want of a key. */
export function splitAlerts(body: unknown): unknown[] {
  if (!isObject(body) || !Array.isArray(body.alerts)) return [body];
  const { alerts: _, ...group } = body;
  return list(body.alerts).map((alert) => ({ ...group, status: alert.status ?? group.status, alert }));
}

/** X's activity: every list of the body whose name ends in "_events" is a list of events of that kind. */
export function splitX(body: unknown): unknown[] {
  if (!isObject(body)) return [body];
  const kinds = Object.keys(body).filter((name) => name.endsWith("_events") && Array.isArray(body[name]));
  if (kinds.length === 0) return [body];
  const about = { for_user_id: body.for_user_id, users: body.users };
  return kinds.flatMap((kind) =>
    list(body[kind]).map((item) => ({ ...about, kind: kind.replace(/_events$/, ""), item })),
  );
}

/** Feishu writes a message's content as JSON in a text: opened, its fields can be named. */
export function openFeishuContent(body: unknown): unknown {
  if (!isObject(body) || !isObject(body.event) || !isObject(body.event.message)) return body;
  const { message } = body.event;
  if (typeof message.content !== "string") return body;
  try {
    const content: unknown = JSON.parse(message.content);
    return isObject(content) ? { ...body, event: { ...body.event, message: { ...message, content } } } : body;
  } catch {
    return body;
  }
}
