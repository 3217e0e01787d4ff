import { type Answers, type Clues, present, textAt } from "../answers.ts";

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

/** Of WeCom's three kinds of channel; `account` is what their answers are written to. */
export const wecomAnswers = <Config>(
  account: (config: Config) => string | null,
  sentTo: (config: Config) => string | undefined = () => undefined,
): Answers<Config> => ({
  source: "wecom",
  sentTo: (config, { contact }) => ({
    account: account(config),
    address: sentTo(config) ?? contact.externalId,
    reference: null,
  }),
  readClues,
});
