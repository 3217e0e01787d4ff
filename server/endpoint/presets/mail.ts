import { openMail } from "./open-mail.ts";
import type { Preset } from "./preset.ts";

/**
 * E-mail that a relay posts: Postmark, CloudMailin, or a script of one's own behind a mailbox; of a bounce also its parts, as
 * attachments.
 */
export const mail = {
  email: {
    label: "E-mail (Postmark, CloudMailin …)",
    group: "messaging",
    scheme: "basic",
    secretFrom: "admin",
    sender: {
      places: {
        event_id: ["mail.id"],
        type: ["mail.type"],
        occurred_at: ["mail.date"],
        entity: ["mail.thread"],
        text: ["mail.text"],
        "contact.id": ["mail.from.id"],
        "contact.name": ["mail.from.name"],
        "contact.email": ["mail.from.email"],
      },
      shape: openMail,
    },
    sample: ({ id, at }) => ({
      body: {
        json: {
          MessageID: id,
          From: "ana@example.com",
          FromFull: { Email: "ana@example.com", Name: "Ana Ruiz" },
          Subject: "Lamp keeps blinking",
          Date: at.toUTCString(),
          TextBody: "The lamp blinks twice and goes dark. I have already changed the bulb.",
          Headers: [{ Name: "Message-ID", Value: `<${id}@mail.example.com>` }],
        },
      },
    }),
  },
} satisfies Record<string, Preset>;
