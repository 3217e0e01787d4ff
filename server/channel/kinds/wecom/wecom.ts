import { z } from "zod";
import { readObject } from "../call.ts";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { apiUrl, baseUrl, json, line } from "../settings.ts";
import { sendWithToken } from "../with-token.ts";
import { wecomAnswers } from "./answers.ts";
import { tokenApi, tooLong, wecomBaseUrl } from "./wecom-api.ts";

const config = z.strictObject({
  corp_id: line(100),
  agent_id: z.coerce.number().int().positive(),
  /** Who gets the message: member ids separated by |; without it, the contact's own id. */
  to_user: line(1000).optional(),
  base_url: baseUrl(wecomBaseUrl),
});

/** A message of a WeCom application (message/send). A person WeCom does not know is named in a successful answer. */
async function send(input: SendInput<z.infer<typeof config>, string>): Promise<SendResult> {
  const { config, secrets, reply } = input;
  const refusal = tooLong(reply.text);
  if (refusal) return { outcome: "refused", error: refusal };
  const to = config.to_user ?? reply.contact.externalId;
  const result = await sendWithToken(input, tokenApi(config, secrets[0]!), (token) => ({
    url: apiUrl(config.base_url, "/cgi-bin/message/send", { access_token: token }),
    headers: json,
    body: JSON.stringify({
      touser: to,
      msgtype: "text",
      agentid: config.agent_id,
      text: { content: reply.text },
      safe: 0,
    }),
    repeatable: false,
  }));
  const unknown =
    result.outcome === "sent" && readObject({ body: result.response ?? "" } as never)?.invaliduser;
  return unknown
    ? { ...result, outcome: "refused", error: `WeCom knows no member ${String(unknown).slice(0, 200)}.` }
    : result;
}

export const wecom = defineKind({
  config,
  secret: line(200),
  addresses: ({ base_url }) => [base_url],
  answers: wecomAnswers<z.infer<typeof config>>(
    ({ corp_id, agent_id }) => `${corp_id}/${agent_id}`,
    // Of several members any may answer: then the contact's own id is what is known.
    ({ to_user }) => (to_user?.includes("|") ? undefined : to_user),
  ),
  send,
});
