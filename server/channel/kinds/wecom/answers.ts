import { type Answers, type Clues, present, type Receipt, textAt } from "../answers.ts";

/**
 * What a member writes to an application comes as XML from `FromUserName` to corporation and `AgentID`; what a customer
 * writes to customer service is fetched, and names `external_userid` and `open_kfid`. WeCom refers to no earlier message.
 */
function readClues(body: unknown): Clues | null {
  const addresses = present(
    ["FromUserName", "external_userid", "from.userid"].map((path) => textAt(body, path)),
  );
  if (addresses.length === 0 || addresses[0] === "sys") return null;
  const [corp, agent] = [textAt(body, "ToUserName"), textAt(body, "AgentID")];
  return {
    account: textAt(body, "open_kfid") ?? (corp && agent ? `${corp}/${agent}` : null),
    addresses,
    references: [],
    self: textAt(body, "msgid"),
    writtenBy: "person",
  };
}

/** Why customer service did not deliver a message (`fail_type` of `msg_send_fail`). */
const failTypes: Record<string, string> = {
  1: "The customer service account was deleted.",
  2: "The application was switched off.",
  4: "The customer wrote more than 48 hours ago.",
  5: "The conversation was ended.",
  6: "Five messages were sent since the customer last wrote.",
  10: "The customer refuses messages.",
};

/** Customer service tells what it took and could not deliver, by the name that we gave the message. */
function readReceipt(body: unknown): Receipt | null {
  const reference = textAt(body, "event.fail_msgid");
  if (textAt(body, "event.event_type") !== "msg_send_fail" || !reference) return null;
  const because = failTypes[textAt(body, "event.fail_type") ?? ""] ?? "";
  const reason = `WeCom reports that it was not delivered. ${because}`.trim();
  return { state: "failed", references: [reference], deliveryId: null, reason };
}

/** Of WeCom's three kinds of channel; `account` is what their answers are written to. */
export const wecomAnswers = <Config>(
  account: (config: Config) => string | null,
  sentTo: (config: Config) => string | undefined = () => undefined,
  reference: (id: string) => string | null = () => null,
): Answers<Config> => ({
  source: "wecom",
  sentTo: (config, { id, contact }) => ({
    account: account(config),
    address: sentTo(config) ?? contact.externalId,
    reference: reference(id),
  }),
  readReceipt,
  readClues,
});
