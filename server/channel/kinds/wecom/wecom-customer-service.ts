import { z } from "zod";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { apiUrl, baseUrl, json, line } from "../settings.ts";
import { sendWithToken } from "../with-token.ts";
import { wecomAnswers } from "./answers.ts";
import { customerMessages } from "./fetch-messages.ts";
import { tokenApi, tooLong, wecomBaseUrl } from "./wecom-api.ts";

const config = z.strictObject({
  corp_id: line(100),
  /** The customer service account (wk…) the customer wrote to. */
  open_kfid: line(100),
  base_url: baseUrl(wecomBaseUrl),
});

/** The name we give a message: WeCom takes letters and digits, 32 at most. */
const messageName = (id: string) => id.replaceAll("-", "");

/**
 * A message of WeCom customer service (kf/send_msg) to the customer whose external_userid is the contact's id. `msgid` is
 * the delivery's id, by which WeCom knows a repeat.
 */
async function send(input: SendInput<z.infer<typeof config>, string>): Promise<SendResult> {
  const { config, secrets, reply } = input;
  const refusal = tooLong(reply.text);
  if (refusal) return { outcome: "refused", error: refusal };
  return sendWithToken(input, tokenApi(config, secrets[0]!), (token) => ({
    url: apiUrl(config.base_url, "/cgi-bin/kf/send_msg", { access_token: token }),
    headers: json,
    body: JSON.stringify({
      touser: reply.contact.externalId,
      open_kfid: config.open_kfid,
      msgid: messageName(reply.id),
      msgtype: "text",
      text: { content: reply.text },
    }),
    repeatable: true,
  }));
}

export const wecomCustomerService = defineKind({
  repeatable: true,
  config,
  secret: line(200),
  addresses: ({ base_url }) => [base_url],
  answers: wecomAnswers<z.infer<typeof config>>(({ open_kfid }) => open_kfid, undefined, messageName),
  fetching: customerMessages,
  send,
});
