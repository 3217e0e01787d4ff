import { createHmac } from "node:crypto";
import type { z } from "zod";
import type { createEndpointInput } from "../endpoint/schema.ts";
import type { Contact, Sample, Source } from "./schema.ts";
import { samples } from "./shop/samples.ts";

export const demoWorkspace = { slug: "demo", name: "Pebble Teaware 卵石茶器" };

/** Unique in the installation, and unlikely to be anybody's own. */
export const endpointKeys: Record<Source, string> = {
  orders: "demo-pebble-orders",
  helpdesk: "demo-pebble-helpdesk",
};

/** People of the shop; without a password nobody can sign in as them. */
export const demoStaff = {
  orders: { email: "mia@pebble-teaware.example", name: "Mia Torres" },
  helpdesk: { email: "zhouqing@pebble-teaware.example", name: "周晴" },
};

/** The type of event the demo answers without a person. */
export const answeredByPlaybook = "delivery.question";

/**
 * The signing secret of a demo endpoint. It follows from the master key, so that `npm run simulate` beside the server knows
 * it too and none stands in the source.
 * @param masterKey as the settings have it
 */
export function demoSecret(masterKey: string, source: Source): string {
  const mac = createHmac("sha256", masterKey).update(`firstline demo endpoint ${endpointKeys[source]}`);
  return source === "orders" ? `whsec_${mac.digest("base64")}` : mac.digest("hex");
}

export const endpointInputs: Record<Source, Omit<z.input<typeof createEndpointInput>, "verification">> = {
  orders: {
    key: endpointKeys.orders,
    name: "Pebble order system",
    mapping: {
      event_id: "event_id",
      type: "type",
      occurred_at: "created_at",
      entity: "data.reference",
      text: "data.message",
      contact: { id: "data.customer.id", name: "data.customer.name", email: "data.customer.email" },
    },
  },
  helpdesk: {
    key: endpointKeys.helpdesk,
    name: "卵石客服工单",
    mapping: {
      event_id: "id",
      type: "event",
      occurred_at: "time",
      entity: "ticket.no",
      text: "ticket.content",
      contact: { id: "ticket.user.id", name: "ticket.user.name", phone: "ticket.user.phone" },
    },
  },
};

export const verifications: Record<Source, { scheme: string } & Record<string, unknown>> = {
  orders: { scheme: "standard-webhooks" },
  helpdesk: {
    scheme: "hmac",
    header: "X-Desk-Signature",
    algorithm: "sha256",
    encoding: "hex",
    signed: "{timestamp}.{body}",
    timestamp_header: "X-Desk-Timestamp",
  },
};

type Told = { key: string; type: string; at: Date; entity?: string; contact?: Contact; text?: string };

/** The body the shop's system posts. */
export function bodyOf(source: Source, { key, type, at, entity, contact, text }: Told): string {
  const time = at.toISOString();
  if (source === "orders") {
    const data = {
      reference: entity,
      message: text,
      customer: contact,
      shop: "pebble-teaware",
      currency: "EUR",
    };
    return JSON.stringify({ event_id: key, type, created_at: time, data });
  }
  return JSON.stringify({
    id: key,
    event: type,
    time,
    ticket: { no: entity, content: text, user: contact, 来源: "小程序" },
  });
}

/** The headers the shop's system signs a body with, at that time. */
export function signedHeaders(
  source: Source,
  { secret, id, body, at }: { secret: string; id: string; body: string; at: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const common = { "content-type": "application/json; charset=utf-8", "user-agent": "Pebble-Shop/4.2" };
  if (source === "helpdesk") {
    const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
    return { ...common, "x-desk-timestamp": timestamp, "x-desk-signature": signature };
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    ...common,
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/** The `count`-th sample of a language that carries a text, as told by a customer nobody has met. */
export function sampleOf({
  language,
  count,
  id,
  at,
}: {
  language: "en" | "zh";
  count: number;
  id: string;
  at: Date;
}): Told & { source: Source } {
  const source: Source = language === "zh" ? "helpdesk" : "orders";
  const fitting = samples.filter((sample) => sample.endpoint === source && sample.text);
  return toldSample(fitting[count % fitting.length]!, { number: count, id, at });
}

/** A sample as it is told the `number`-th time. */
export function toldSample(
  sample: Sample,
  { number, id, at }: { number: number; id: string; at: Date },
): Told & { source: Source } {
  const { endpoint: source, type, name, text } = sample;
  const entity = source === "orders" ? `PB-${21000 + (number % 9000)}` : `T-${6000 + (number % 4000)}`;
  const contact: Contact = {
    id: `s-${samples.indexOf(sample)}`,
    name,
    ...(source === "orders" && { email: `customer${samples.indexOf(sample)}@example.com` }),
  };
  return {
    ...{ source, key: id, type, at, entity, contact },
    ...(text !== undefined && { text: text.replace("{entity}", entity) }),
  };
}
