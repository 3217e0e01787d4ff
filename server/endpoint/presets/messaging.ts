import { metaKey } from "./derived-keys.ts";
import { openTwilio } from "./open-twilio.ts";
import { type Preset, unixSeconds } from "./preset.ts";
import { splitMeta, splitX } from "./several-events.ts";

/** Where people write. */
export const messaging = {
  slack: {
    label: "Slack",
    group: "messaging",
    scheme: "slack",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["event_id"],
        type: ["event.type"],
        occurred_at: ["event_time"],
        entity: ["event.thread_ts", "event.channel"],
        text: ["event.text"],
        "contact.id": ["event.user"],
      },
    },
    sample: ({ id, at }) => ({
      body: {
        json: {
          type: "event_callback",
          team_id: "T0EXAMPLE",
          api_app_id: "A0EXAMPLE",
          event_id: `Ev${id}`,
          event_time: unixSeconds(at),
          event: {
            type: "message",
            channel: "C0EXAMPLE",
            user: "U0EXAMPLE",
            text: "Is the online shop down? I cannot get past the basket.",
            ts: `${unixSeconds(at)}.000200`,
          },
        },
      },
    }),
  },
  twilio: {
    label: "Twilio",
    group: "messaging",
    scheme: "twilio",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["report.id", "MessageSid", "SmsSid", "CallSid"],
        type: ["EventType", "SmsStatus", "MessageStatus", "CallStatus"],
        text: ["Body", "SpeechResult"],
        "contact.id": ["From"],
        "contact.name": ["ProfileName", "CallerName"],
        "contact.phone": ["From"],
      },
      shape: openTwilio,
    },
    sample: ({ id }) => ({
      body: {
        form: {
          MessageSid: `SM${id.replaceAll("-", "")}`,
          AccountSid: "AC00000000000000000000000000000000",
          From: "+15550001111",
          To: "+15550002222",
          Body: "My code does not arrive. Please help.",
          NumMedia: "0",
          SmsStatus: "received",
        },
      },
    }),
  },
  meta: {
    label: "Meta (WhatsApp, Messenger, Instagram)",
    group: "messaging",
    scheme: "meta",
    secretFrom: "sender",
    sender: {
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
    sample: ({ id, at }) => ({
      body: {
        json: {
          object: "whatsapp_business_account",
          entry: [
            {
              id: "102290129340398",
              changes: [
                {
                  field: "messages",
                  value: {
                    messaging_product: "whatsapp",
                    metadata: { display_phone_number: "15550002222", phone_number_id: "106540352242922" },
                    contacts: [{ profile: { name: "Elena Rossi" }, wa_id: "15550003333" }],
                    messages: [
                      {
                        from: "15550003333",
                        id: `wamid.${id}`,
                        timestamp: String(unixSeconds(at)),
                        type: "text",
                        text: { body: "Hello, can I still return the jacket?" },
                      },
                    ],
                  },
                },
              ],
            },
          ],
        },
      },
    }),
  },
  x: {
    label: "X",
    group: "messaging",
    scheme: "x",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["item.id_str", "item.id"],
        type: ["kind"],
        occurred_at: ["item.created_timestamp", "item.timestamp_ms", "item.created_at"],
        entity: ["item.in_reply_to_status_id_str"],
        text: ["item.message_create.message_data.text", "item.extended_tweet.full_text", "item.text"],
        "contact.id": ["item.message_create.sender_id", "item.user.id_str"],
        "contact.name": ["item.user.name"],
      },
      split: splitX,
    },
    sample: ({ id, at }) => ({
      body: {
        json: {
          for_user_id: "4337869213",
          direct_message_events: [
            {
              type: "message_create",
              id,
              created_timestamp: String(at.getTime()),
              message_create: {
                target: { recipient_id: "4337869213" },
                sender_id: "3001969357",
                message_data: { text: "Your app shows yesterday's timetable. Is that known?", entities: {} },
              },
            },
          ],
        },
      },
    }),
  },
} satisfies Record<string, Preset>;
