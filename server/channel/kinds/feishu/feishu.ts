import { z } from "zod";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { apiUrl, baseUrl, json, line } from "../settings.ts";
import { sendWithToken } from "../with-token.ts";
import { feishuAnswers } from "./answers.ts";
import { codes } from "./codes.ts";

const config = z.strictObject({
  app_id: line(100),
  receive_id_type: z.enum(["open_id", "user_id", "union_id", "email", "chat_id"]).default("open_id"),
  /** Who gets the message; without it, the contact's own id. */
  receive_id: line(100).optional(),
  base_url: baseUrl("https://open.feishu.cn"),
});

/**
 * A message of a Feishu application (im/v1/messages). `uuid` lets Feishu drop a repeat within an hour, so a lost answer is
 * tried again with the same one.
 */
async function send(input: SendInput<z.infer<typeof config>, string>): Promise<SendResult> {
  const { config, secrets, reply } = input;
  const api = {
    provider: "Feishu",
    codes,
    tokenCall: {
      url: apiUrl(config.base_url, "/open-apis/auth/v3/tenant_access_token/internal"),
      headers: json,
      body: JSON.stringify({ app_id: config.app_id, app_secret: secrets[0] }),
    },
    readToken: (body: Record<string, unknown>) => ({
      token: body.tenant_access_token,
      validSeconds: body.expire,
    }),
  };
  return sendWithToken(input, api, (token) => ({
    url: apiUrl(config.base_url, "/open-apis/im/v1/messages", { receive_id_type: config.receive_id_type }),
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify({
      receive_id: config.receive_id ?? reply.contact.externalId,
      msg_type: "text",
      content: JSON.stringify({ text: reply.text }),
      uuid: reply.id,
    }),
    repeatable: true,
  }));
}

export const feishu = defineKind({
  repeatable: true,
  config,
  secret: line(200),
  addresses: ({ base_url }) => [base_url],
  answers: feishuAnswers<z.infer<typeof config>>(
    ({ app_id }) => app_id,
    // In a group anybody writes: then the contact's own id is what is known.
    ({ receive_id_type, receive_id }) => (receive_id_type === "chat_id" ? undefined : receive_id),
  ),
  send,
});
