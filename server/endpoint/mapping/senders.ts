import { alertsKey, hubspotKey, metaKey } from "./derived-keys.ts";
import type { MappedFieldName } from "./schema.ts";
import { splitList, splitMeta } from "./several-events.ts";

/** How a kind of sender writes its requests. */
export type Sender = {
  /** Paths to try for each field, in this order. */
  places: Partial<Record<MappedFieldName, string[]>>;
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

/** Senders whose requests are described by their makers; the names are those of their schemes. */
export const senders: Readonly<Record<string, Sender>> = {
  github: {
    places: {
      event_id: ["headers.x-github-delivery"],
      type: ["headers.x-github-event"],
      occurred_at: ["comment.created_at", "issue.updated_at", "pull_request.updated_at"],
      entity: ["issue.node_id", "pull_request.node_id", "discussion.node_id"],
      text: ["comment.body", "review.body", "issue.body", "pull_request.body", "discussion.body"],
      "contact.id": ["sender.id"],
      "contact.name": ["sender.login"],
    },
  },
  stripe: {
    places: {
      event_id: ["id"],
      type: ["type"],
      occurred_at: ["created"],
      entity: ["data.object.id"],
      text: ["data.object.description", "data.object.evidence.customer_communication"],
      "contact.id": ["data.object.customer"],
      "contact.name": ["data.object.customer_name", "data.object.billing_details.name"],
      "contact.email": [
        "data.object.customer_email",
        "data.object.receipt_email",
        "data.object.billing_details.email",
      ],
      "contact.phone": ["data.object.customer_phone", "data.object.billing_details.phone"],
    },
  },
  slack: {
    places: {
      event_id: ["event_id"],
      type: ["event.type"],
      occurred_at: ["event_time"],
      entity: ["event.thread_ts", "event.channel"],
      text: ["event.text"],
      "contact.id": ["event.user"],
    },
  },
  shopify: {
    places: {
      // The event's id stays the same over its deliveries; the webhook's id is per delivery.
      event_id: ["headers.x-shopify-event-id", "headers.x-shopify-webhook-id"],
      type: ["headers.x-shopify-topic"],
      occurred_at: ["headers.x-shopify-triggered-at", "updated_at"],
      entity: ["admin_graphql_api_id", "id"],
      text: ["note", "customer_note"],
      "contact.id": ["customer.id"],
      "contact.name": ["customer.first_name", "shipping_address.name"],
      "contact.email": ["email", "contact_email", "customer.email"],
      "contact.phone": ["phone", "customer.phone"],
    },
  },
  zendesk: {
    places: {
      event_id: ["id", "event_id", "headers.x-zendesk-webhook-invocation-id"],
      type: ["type"],
      occurred_at: ["time", "headers.x-zendesk-webhook-signature-timestamp"],
      entity: ["detail.id", "ticket.id", "ticket_id"],
      text: ["event.comment.body", "detail.description", "description", "comment", "text"],
      "contact.id": ["detail.requester_id", "requester.id", "requester_id"],
      "contact.name": ["requester.name"],
      "contact.email": ["requester.email"],
    },
  },
  intercom: {
    places: {
      event_id: ["id"],
      type: ["topic"],
      occurred_at: ["created_at"],
      entity: ["data.item.id"],
      text: ["data.item.conversation_parts.conversation_parts.0.body", "data.item.source.body"],
      "contact.id": ["data.item.contacts.contacts.0.id", "data.item.user.id", "data.item.source.author.id"],
      "contact.name": ["data.item.user.name", "data.item.source.author.name"],
      "contact.email": ["data.item.user.email", "data.item.source.author.email"],
    },
  },
  "hubspot-v3": {
    places: {
      type: ["subscriptionType"],
      occurred_at: ["occurredAt"],
      entity: ["objectId"],
      text: ["propertyValue"],
      "contact.id": ["objectId"],
    },
    split: splitList,
    deriveKey: hubspotKey,
  },
  linear: {
    places: {
      event_id: ["headers.linear-delivery"],
      type: ["headers.linear-event", "type"],
      occurred_at: ["createdAt"],
      entity: ["data.issue.id", "data.id"],
      text: ["data.body", "data.description", "data.title"],
      "contact.id": ["actor.id", "data.userId"],
      "contact.name": ["actor.name"],
      "contact.email": ["actor.email"],
    },
  },
  twilio: {
    places: {
      event_id: ["MessageSid", "SmsSid", "CallSid"],
      type: ["EventType", "SmsStatus", "MessageStatus", "CallStatus"],
      text: ["Body", "SpeechResult"],
      "contact.id": ["From"],
      "contact.name": ["ProfileName", "CallerName"],
      "contact.phone": ["From"],
    },
  },
  jira: {
    places: {
      event_id: ["headers.x-atlassian-webhook-identifier"],
      type: ["webhookEvent"],
      occurred_at: ["timestamp"],
      entity: ["issue.key", "issue.id"],
      text: ["comment.body", "issue.fields.description", "issue.fields.summary"],
      "contact.id": ["comment.author.accountId", "user.accountId", "user.name"],
      "contact.name": ["comment.author.displayName", "user.displayName"],
      "contact.email": ["comment.author.emailAddress", "user.emailAddress"],
    },
  },
  pagerduty: {
    places: {
      event_id: ["event.id"],
      type: ["event.event_type"],
      occurred_at: ["event.occurred_at"],
      entity: ["event.data.id"],
      text: ["event.data.content", "event.data.title"],
      "contact.id": ["event.agent.id", "event.data.service.id"],
      "contact.name": ["event.agent.summary", "event.data.service.summary"],
    },
  },
  grafana: {
    places: {
      type: ["status"],
      occurred_at: ["alerts.0.startsAt"],
      entity: ["groupKey"],
      text: ["message", "title"],
      "contact.id": ["receiver"],
    },
    deriveKey: alertsKey,
  },
  alertmanager: {
    places: {
      type: ["status"],
      occurred_at: ["alerts.0.startsAt"],
      entity: ["groupKey"],
      text: [
        "commonAnnotations.description",
        "commonAnnotations.summary",
        "alerts.0.annotations.description",
      ],
      "contact.id": ["receiver"],
    },
    deriveKey: alertsKey,
  },
  chatwoot: {
    places: {
      event_id: ["headers.x-chatwoot-delivery"],
      type: ["event"],
      occurred_at: ["created_at", "headers.x-chatwoot-timestamp"],
      entity: ["conversation.id"],
      text: ["content"],
      "contact.id": ["sender.id", "contact.id"],
      "contact.name": ["sender.name", "contact.name"],
      "contact.email": ["sender.email", "contact.email"],
      "contact.phone": ["sender.phone_number", "contact.phone_number"],
    },
  },
  meta: {
    places: {
      event_id: ["message.id"],
      type: ["field"],
      occurred_at: ["message.timestamp", "status.timestamp"],
      text: ["message.text.body", "message.button.text", "message.interactive.button_reply.title"],
      "contact.id": ["message.from", "status.recipient_id"],
      "contact.name": ["contact.profile.name"],
      "contact.phone": ["contact.wa_id"],
    },
    split: splitMeta,
    deriveKey: metaKey,
  },
};
