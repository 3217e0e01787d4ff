import { type Answers, type Clues, present, textAt, textInAnswer } from "../answers.ts";
import { toE164 } from "./phone-number.ts";
import { readTwilioReceipt } from "./twilio-receipt.ts";

/** What Twilio posts of a text message; a report on one of ours names that message's SID. */
function readClues(body: unknown): Clues | null {
  const [from, status] = [textAt(body, "From"), textAt(body, "SmsStatus") ?? textAt(body, "MessageStatus")];
  const self = textAt(body, "MessageSid") ?? textAt(body, "SmsSid");
  if (!from && !self) return null;
  return {
    account: textAt(body, "To"),
    addresses: present([from]),
    references: present([textAt(body, "OriginalRepliedMessageSid")]),
    self,
    writtenBy: status === null || status === "received" ? "person" : "machine",
  };
}

type Config = { provider: string; from?: string | undefined };

/** Text messages are answered where the provider posts them: at Twilio. */
export const smsAnswers: Answers<Config> = {
  source: "twilio",
  sentTo: ({ provider, from }, { contact }) =>
    provider !== "twilio"
      ? null
      : {
          // A messaging service and a name are no number that anybody writes to.
          account: (from && toE164(from)) ?? null,
          address: (contact.phone && toE164(contact.phone)) ?? null,
          reference: null,
        },
  referenceOf: (response) => textInAnswer(response, "sid"),
  readReceipt: readTwilioReceipt,
  asksForReceipts: ({ provider }) => provider === "twilio",
  readClues,
};
