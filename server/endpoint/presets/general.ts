import { customSender } from "../mapping/senders.ts";
import type { Preset, Seed } from "./preset.ts";

const ticket = ({ id, at }: Seed) => ({
  event_id: id,
  type: "ticket.created",
  created_at: at.toISOString(),
  data: {
    ticket_id: "T-1001",
    description: "My lamp blinks twice and goes dark after the update. What can I do?",
    user: { id: "u-1", name: "Ana Ruiz", email: "ana@example.com" },
  },
});

/** Whoever writes the request themselves. */
export const general = {
  "standard-webhooks": {
    label: "Standard Webhooks",
    group: "general",
    scheme: "standard-webhooks",
    secretFrom: "us",
    sender: customSender,
    sample: (seed) => ({ headers: { "webhook-id": `msg_${seed.id}` }, body: { json: ticket(seed) } }),
  },
  svix: {
    label: "Svix",
    group: "general",
    scheme: "svix",
    secretFrom: "sender",
    sender: customSender,
    sample: (seed) => ({ headers: { "svix-id": `msg_${seed.id}` }, body: { json: ticket(seed) } }),
  },
  custom: {
    label: "Custom",
    group: "general",
    scheme: "hmac",
    options: { header: "x-signature" },
    secretFrom: "us",
    sender: customSender,
    sample: (seed) => ({ body: { json: ticket(seed) } }),
  },
} satisfies Record<string, Preset>;
