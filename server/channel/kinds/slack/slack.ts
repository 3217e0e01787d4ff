import { z } from "zod";
import { answered, notUnderstood, post, readObject } from "../call.ts";
import { defineKind, type Fault, type SendInput, type SendResult } from "../kind.ts";
import { apiUrl, baseUrl, json, line } from "../settings.ts";
import { slackAnswers } from "./answers.ts";

const config = z.strictObject({
  /** The channel or member the message goes to; without it, the contact's own id (U…). */
  channel: line(80).optional(),
  base_url: baseUrl("https://slack.com"),
});

const passing = new Set([
  "ratelimited",
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
]);
/** The app's, not the customer's; a room is the settings' where they name it. */
const faults: Record<string, Fault> = {
  invalid_auth: "credentials",
  not_authed: "credentials",
  token_revoked: "credentials",
  token_expired: "credentials",
  account_inactive: "credentials",
  missing_scope: "settings",
  no_permission: "settings",
};
const ofTheRoom = new Set(["not_in_channel", "channel_not_found", "is_archived"]);
const meaning: Record<string, string> = {
  invalid_auth: "Set the bot token (xoxb-…) again.",
  token_revoked: "Set the bot token (xoxb-…) again.",
  not_in_channel: "Invite the app to that channel.",
  channel_not_found: "Check the channel's id; the app has to be a member of it.",
  missing_scope: "The app needs the scope chat:write.",
};

/** Slack `chat.postMessage` (Web API): `ok` in the answer decides, not the status; 429 names its Retry-After. */
async function send(input: SendInput<z.infer<typeof config>, string>): Promise<SendResult> {
  const { config, secrets, reply, at } = input;
  const called = await post(input.outbound, {
    url: apiUrl(config.base_url, "/api/chat.postMessage"),
    headers: { ...json, authorization: `Bearer ${secrets[0]}` },
    body: JSON.stringify({
      channel: config.channel ?? reply.contact.externalId,
      text: reply.text,
      mrkdwn: false,
    }),
    repeatable: false,
  });
  if (!called.answer) return called.result;
  return answered(called.answer, at, (answer) => {
    const body = readObject(answer);
    if (answer.status === 429) return { ok: false, forGood: false, error: "Slack asks to slow down." };
    if (typeof body?.ok !== "boolean") return notUnderstood(answer);
    const code = String(body.error ?? "");
    const error = `Slack answered ${code}.${meaning[code] ? ` ${meaning[code]}` : ""}`;
    const fault = config.channel !== undefined && ofTheRoom.has(code) ? "settings" : faults[code];
    return { ok: body.ok, forGood: !passing.has(code), error, fault };
  });
}

export const slack = defineKind({
  config,
  secret: line(400),
  addresses: ({ base_url }) => [base_url],
  answers: slackAnswers,
  send,
});
