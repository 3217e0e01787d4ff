import { type Answers, type Clues, present, textAt } from "../answers.ts";

/** What somebody writes to a robot (DingTalk, "receive messages"): the staff id, and an id that every member has. */
function readClues(body: unknown): Clues | null {
  const addresses = present(["senderStaffId", "senderId"].map((path) => textAt(body, path)));
  if (addresses.length === 0) return null;
  const ourselves = textAt(body, "chatbotUserId");
  return {
    account: null,
    addresses,
    references: [],
    self: textAt(body, "msgId"),
    writtenBy: ourselves !== null && ourselves === textAt(body, "senderId") ? "ourselves" : "person",
  };
}

/** A robot writes into a group: whose answer it is, the contact's own id tells. */
export const dingtalkAnswers: Answers<unknown> = {
  source: "dingtalk",
  sentTo: (_, { contact }) => ({ account: null, address: contact.externalId, reference: null }),
  readClues,
};
