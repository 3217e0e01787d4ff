import { createHash } from "node:crypto";

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const own = (fields: Fields, name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
const objectAt = (fields: Fields, name: string): Fields => {
  const value = own(fields, name);
  return isObject(value) ? value : {};
};
/** Numbers arrive here as the digits that were sent. */
const texts = (fields: Fields, names: string[]) =>
  names.map((name) => {
    const value = own(fields, name);
    return typeof value === "string" ? value : "";
  });
const hash = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** HubSpot's eventId is not unique by itself (its documentation says so): portal/subscription/object/eventId/occurredAt. */
export function hubspotKey(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const parts = texts(event, ["portalId", "subscriptionId", "objectId", "eventId", "occurredAt"]);
  return parts[3] ? parts.join("/") : undefined;
}

/**
 * Grafana names no event: it is the group, its status, and which alerts fire or are resolved since when.
 * A notification that only repeats them has the same key. SHA-256 of these fields, since a group may hold many alerts.
 */
export function alertsKey(event: unknown): string | undefined {
  if (!isObject(event) || !Array.isArray(event.alerts) || event.alerts.length === 0) return undefined;
  const alerts = event.alerts
    .filter(isObject)
    .map((alert) => texts(alert, ["fingerprint", "status", "startsAt"]).join(" "))
    .sort();
  return `alerts/${hash([...texts(event, ["groupKey", "status"]), alerts])}`;
}

/** One alert of Alertmanager: its group, fingerprint, start and status; what only repeats it has the same key. */
export function alertKey(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const parts = texts(objectAt(event, "alert"), ["fingerprint", "startsAt", "status"]);
  return parts[0] && parts[1] ? `alert/${hash([...texts(event, ["groupKey"]), ...parts])}` : undefined;
}

/**
 * A Zendesk trigger posts the JSON that its author wrote: the ticket and when it was changed, and the comment or the state
 * it is about, where they are in it. Without a time the invocation's id in the header counts.
 */
export function zendeskKey(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const ticket = objectAt(event, "ticket");
  const pick = (names: string[]) => [...texts(ticket, names), ...texts(event, names)].find(Boolean) ?? "";
  const id = pick(["id", "ticket_id"]);
  const time = pick(["updated_at_with_timestamp", "updated_at", "created_at"]);
  if (!id || !time) return undefined;
  return ["ticket", id, time, pick(["comment_id"]), pick(["status"])].join("/");
}

/**
 * A Freshdesk automation posts what its author picked and names no event: the ticket, what triggered it, when it was changed
 * where that is in it, and the digest of the fields that a customer changes.
 */
export function freshdeskKey(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const fields = objectAt(event, "freshdesk_webhook");
  const [id, trigger, time] = texts(fields, ["ticket_id", "triggered_event", "ticket_updated_at"]);
  if (!id) return undefined;
  const state = texts(fields, ["ticket_status", "ticket_priority", "ticket_latest_public_comment"]);
  return `ticket/${id}/${hash([trigger, time, state])}`;
}

/** WeCom's and WeChat's events without a MsgId: who, when, which event, as their documentation advises. */
export function wechatKey(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const [from, time, ...rest] = texts(event, [
    "FromUserName",
    "CreateTime",
    "Event",
    "ChangeType",
    "EventKey",
  ]);
  return from && time ? `${from}/${time}/${hash(rest)}` : undefined;
}

/** DingTalk's events name no id that is described: the organisation, the kind, what it is about, and its time. */
export function dingtalkKey(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const [type, ...rest] = texts(event, ["EventType", "CorpId", "corpId", "type", "result"]);
  const about = texts(event, ["processInstanceId", "taskId", "conversationId", "chatId", "businessId"]);
  const people = Array.isArray(event.UserId) ? event.UserId.filter((id) => typeof id === "string") : [];
  const times = texts(event, ["TimeStamp", "eventTime", "createTime", "finishTime"]);
  if (!type || !times.some(Boolean)) return undefined;
  return `${type}/${hash([rest, about, people, times])}`;
}

/** Meta's status updates and page changes: what they are about, and which change it is. */
export function metaKey(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  if (isObject(event.status)) {
    const [id, status, timestamp] = texts(event.status, ["id", "status", "timestamp"]);
    return id ? `${id}/${status}/${timestamp}` : undefined;
  }
  if (!isObject(event.entry)) return undefined;
  const [id, time] = texts(event.entry, ["id", "time"]);
  const [field] = texts(event, ["field"]);
  return id && time ? `${id}/${field}/${time}/${String(event.position)}` : undefined;
}
