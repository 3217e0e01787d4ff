import { type Answers, type Clues, present, textAt, textInAnswer } from "../answers.ts";

const person = ["open_id", "user_id", "union_id"].map((name) => `event.sender.sender_id.${name}`);

/** `im.message.receive_v1`: who wrote, to which application, and, in a thread, the message that is answered. */
function readClues(body: unknown): Clues | null {
  const addresses = present([...person, "event.open_id"].map((path) => textAt(body, path)));
  if (addresses.length === 0) return null;
  return {
    account: textAt(body, "header.app_id"),
    addresses,
    references: present(["parent_id", "root_id"].map((name) => textAt(body, `event.message.${name}`))),
    self: textAt(body, "event.message.message_id"),
    writtenBy: textAt(body, "event.sender.sender_type") === "app" ? "ourselves" : "person",
  };
}

/** Of Feishu's application, whose answer names the message, and of its robot, which knows neither account nor message. */
export const feishuAnswers = <Config>(
  account: (config: Config) => string | null,
  sentTo: (config: Config) => string | undefined = () => undefined,
): Answers<Config> => ({
  source: "feishu",
  sentTo: (config, { contact }) => ({
    account: account(config),
    address: sentTo(config) ?? contact.externalId,
    reference: null,
  }),
  referenceOf: (response) => textInAnswer(response, "data.message_id"),
  readClues,
});
