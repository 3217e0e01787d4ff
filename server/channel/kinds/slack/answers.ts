import { type Answers, type Clues, present, textAt, textInAnswer } from "../answers.ts";

/** Slack names a message by its channel and its time. */
const nameOf = (channel: string | null | undefined, ts: string | null | undefined) =>
  channel && ts ? `${channel}:${ts}` : null;

/** A message event (Events API): in a thread it answers the message at `thread_ts`; our own posts come back as a bot's. */
function readClues(body: unknown): Clues | null {
  const at = (name: string) => textAt(body, `event.${name}`);
  const [user, bot, channel] = [at("user"), at("bot_id"), at("channel")];
  if (!user && !bot) return null;
  const app = at("app_id") ?? at("bot_profile.app_id");
  return {
    account: null,
    addresses: present([user]),
    references: present([nameOf(channel, at("thread_ts"))]),
    self: nameOf(channel, at("ts")),
    writtenBy:
      app !== null && app === textAt(body, "api_app_id") ? "ourselves" : bot !== null ? "machine" : "person",
  };
}

export const slackAnswers: Answers<{ channel?: string | undefined }> = {
  source: "slack",
  sentTo: ({ channel }, { contact }) => ({
    account: null,
    // A channel has many members: then the contact's own id is what is known.
    address: channel && /^[UW]/.test(channel) ? channel : contact.externalId,
    reference: null,
  }),
  referenceOf: (response) =>
    nameOf(textInAnswer(response, "channel"), textInAnswer(response, "ts")) ?? undefined,
  readClues,
};
