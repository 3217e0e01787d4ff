import { present, type Receipt, textAt } from "../answers.ts";

/** Twilio's message statuses (Messaging, "Message status callbacks") as far as one of ours can have them. */
const states: Record<string, Receipt["state"]> = {
  accepted: "sent",
  scheduled: "sent",
  queued: "sent",
  sending: "sent",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/** Why a carrier did not deliver a message (twilio.com/docs/api/errors). */
const meaning: Record<string, string> = {
  21610: "The customer has asked not to get messages.",
  30003: "The telephone is switched off or out of reach.",
  30004: "The customer's telephone or carrier blocks the message.",
  30005: "There is no such number, or it is no longer in use.",
  30006: "The number is a landline, or its carrier takes no text messages.",
  30007: "The carrier took the message for spam.",
  30008: "The carrier gives no reason.",
};

/** What Twilio reports of a message of ours, to the address that was sent with it: our id stands in that. */
export function readTwilioReceipt(body: unknown, query: Record<string, string>): Receipt | null {
  const said = textAt(body, "MessageStatus") ?? textAt(body, "SmsStatus");
  const state = said === null ? undefined : states[said];
  if (!state) return null;
  const code = textAt(body, "ErrorCode");
  const because = (code && meaning[code]) ?? "";
  const reason = `Twilio reports that it was not delivered${code ? ` (${code})` : ""}. ${because}`.trim();
  return {
    state,
    references: present([textAt(body, "MessageSid") ?? textAt(body, "SmsSid")]),
    deliveryId: query.delivery ?? null,
    reason: state === "failed" ? reason : null,
  };
}
