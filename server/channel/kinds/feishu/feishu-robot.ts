import { createHmac } from "node:crypto";
import { z } from "zod";
import { answered, post } from "../call.ts";
import { judgeCode } from "../coded-answer.ts";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { apiUrl, baseUrl, json, line } from "../settings.ts";
import { feishuAnswers } from "./answers.ts";
import { codes } from "./codes.ts";

const config = z.strictObject({ base_url: baseUrl("https://open.feishu.cn") });
const secret = z.strictObject({ hook_token: line(200), sign_secret: line(200).optional() });

/**
 * A custom robot of a Feishu group. Its signature is HMAC-SHA256 of nothing, keyed with `timestamp\nsecret`, in base64; the
 * timestamp counts seconds.
 */
async function send(input: SendInput<z.infer<typeof config>, z.infer<typeof secret>>): Promise<SendResult> {
  const { hook_token, sign_secret } = input.secrets[0]!;
  const timestamp = String(Math.floor(input.at.getTime() / 1000));
  const sign = sign_secret && createHmac("sha256", `${timestamp}\n${sign_secret}`).digest("base64");
  const called = await post(input.outbound, {
    url: apiUrl(input.config.base_url, `/open-apis/bot/v2/hook/${encodeURIComponent(hook_token)}`),
    headers: json,
    body: JSON.stringify({
      ...(sign && { timestamp, sign }),
      msg_type: "text",
      content: { text: input.reply.text },
    }),
    repeatable: false,
  });
  if (!called.answer) return called.result;
  return answered(called.answer, input.at, (answer) => judgeCode("Feishu", answer, codes));
}

export const feishuRobot = defineKind({
  config,
  secret,
  shownAs: ({ hook_token }) => hook_token,
  addresses: ({ base_url }) => [base_url],
  answers: feishuAnswers(() => null),
  send,
});
