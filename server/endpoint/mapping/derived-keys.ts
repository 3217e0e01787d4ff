import { createHash } from "node:crypto";

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const texts = (fields: Fields, names: string[]) =>
  names.map((name) => (Object.hasOwn(fields, name) && typeof fields[name] === "string" ? fields[name] : ""));

/** HubSpot's eventId is not unique by itself (its documentation says so): portal/subscription/object/eventId/occurredAt. */
export function hubspotKey(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const parts = texts(event, ["portalId", "subscriptionId", "objectId", "eventId", "occurredAt"]);
  return parts[3] ? parts.join("/") : undefined;
}

/**
 * Alertmanager and Grafana name no event: it is the group, its status, and which alerts fire or are resolved since when.
 * A notification that only repeats them has the same key. SHA-256 of these fields, since a group may hold many alerts.
 */
export function alertsKey(event: unknown): string | undefined {
  if (!isObject(event) || !Array.isArray(event.alerts) || event.alerts.length === 0) return undefined;
  const alerts = event.alerts
    .filter(isObject)
    .map((alert) => texts(alert, ["fingerprint", "status", "startsAt"]).join(" "))
    .sort();
  const fields = JSON.stringify([...texts(event, ["groupKey", "status"]), alerts]);
  return `alerts/${createHash("sha256").update(fields).digest("hex")}`;
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
