import { freshdeskKey, hubspotKey, zendeskKey } from "./derived-keys.ts";
import { type Preset, unixSeconds } from "./preset.ts";
import { splitList } from "./several-events.ts";

/** Help desks and customer records. */
export const desks = {
  zendesk: {
    label: "Zendesk",
    group: "desk",
    scheme: "zendesk",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["id", "event_id"],
        type: ["type"],
        occurred_at: ["time", "headers.x-zendesk-webhook-signature-timestamp"],
        entity: ["detail.id", "ticket.id", "ticket_id"],
        text: [
          "event.comment.body",
          "detail.description",
          "ticket.latest_comment",
          "ticket.description",
          "description",
          "comment",
          "text",
        ],
        "contact.id": ["detail.requester_id", "ticket.requester.id", "requester.id", "requester_id"],
        "contact.name": ["ticket.requester.name", "requester.name"],
        "contact.email": ["ticket.requester.email", "requester.email"],
      },
      deriveKey: zendeskKey,
    },
    sample: ({ id, at }) => ({
      body: {
        json: {
          id,
          type: "zen:event-type:ticket.comment_added",
          account_id: 2165,
          time: at.toISOString(),
          zendesk_event_version: "2022-11-06",
          subject: "zen:ticket:5158",
          detail: {
            id: "5158",
            subject: "Lamp keeps blinking",
            description: "The lamp blinks twice and goes dark. I have already changed the bulb.",
            requester_id: "8447388090494",
            status: "OPEN",
            priority: "NORMAL",
          },
          event: {
            comment: {
              id: "6596848315901",
              body: "It still blinks after the update. Can you help?",
              is_public: true,
            },
          },
        },
      },
    }),
  },
  intercom: {
    label: "Intercom",
    group: "desk",
    scheme: "intercom",
    secretFrom: "sender",
    sender: {
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
    sample: ({ id, at }) => ({
      body: {
        json: {
          type: "notification_event",
          app_id: "a1b2c3d4",
          id: `notif_${id}`,
          topic: "conversation.user.created",
          created_at: unixSeconds(at),
          delivery_attempts: 1,
          data: {
            type: "notification_event_data",
            item: {
              type: "conversation",
              id: "215468810000041",
              source: {
                type: "conversation",
                body: "Where is my parcel? The tracking page has not moved for three days.",
                author: { type: "user", id: "66a1f0", name: "Mira Chen", email: "mira@example.com" },
              },
              contacts: { type: "contact.list", contacts: [{ type: "contact", id: "66a1f0" }] },
            },
          },
        },
      },
    }),
  },
  "hubspot-v3": {
    label: "HubSpot",
    group: "desk",
    scheme: "hubspot-v3",
    secretFrom: "sender",
    sender: {
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
    sample: ({ at }) => ({
      body: {
        json: [
          {
            eventId: at.getTime() % 1_000_000_000,
            subscriptionId: 12345,
            portalId: 62515,
            appId: 54321,
            occurredAt: at.getTime(),
            subscriptionType: "ticket.propertyChange",
            attemptNumber: 0,
            objectId: 7801,
            propertyName: "content",
            propertyValue: "The invoice shows the wrong VAT number. Please send a corrected one.",
            changeSource: "CRM",
          },
        ],
      },
    }),
  },
  freshdesk: {
    label: "Freshdesk",
    group: "desk",
    scheme: "basic",
    secretFrom: "admin",
    sender: {
      places: {
        type: ["freshdesk_webhook.triggered_event"],
        occurred_at: ["freshdesk_webhook.ticket_updated_at"],
        entity: ["freshdesk_webhook.ticket_id"],
        text: [
          "freshdesk_webhook.ticket_latest_public_comment",
          "freshdesk_webhook.ticket_description",
          "freshdesk_webhook.ticket_subject",
        ],
        "contact.id": [
          "freshdesk_webhook.ticket_requester_unique_external_id",
          "freshdesk_webhook.ticket_requester_email",
        ],
        "contact.name": ["freshdesk_webhook.ticket_requester_name"],
        "contact.email": ["freshdesk_webhook.ticket_requester_email"],
        "contact.phone": ["freshdesk_webhook.ticket_requester_phone"],
      },
      deriveKey: freshdeskKey,
    },
    sample: ({ at }) => ({
      body: {
        json: {
          freshdesk_webhook: {
            ticket_id: 41,
            ticket_subject: "Heating pad stays cold",
            ticket_description: "The pad does not warm up any more, although the light is on.",
            ticket_url: "https://example.freshdesk.com/helpdesk/tickets/41",
            ticket_status: "Open",
            ticket_priority: "Medium",
            ticket_updated_at: at.toISOString(),
            ticket_requester_name: "Ana Ruiz",
            ticket_requester_email: "ana@example.com",
            triggered_event: "{ticket_action:created}",
          },
        },
      },
    }),
  },
  chatwoot: {
    label: "Chatwoot",
    group: "desk",
    scheme: "chatwoot",
    secretFrom: "sender",
    sender: {
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
    sample: ({ id, at }) => ({
      headers: { "x-chatwoot-delivery": id },
      body: {
        json: {
          event: "message_created",
          id: 982,
          content: "Can I change the delivery address after the order has shipped?",
          message_type: "incoming",
          created_at: at.toISOString(),
          conversation: { id: 73, status: "open" },
          sender: { id: 19, name: "Jonas Weber", email: "jonas@example.com", type: "contact" },
          account: { id: 1, name: "Example" },
        },
      },
    }),
  },
} satisfies Record<string, Preset>;
