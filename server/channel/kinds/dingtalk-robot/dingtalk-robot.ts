import { createHmac } from "node:crypto";
import { z } from "zod";
import { answered, post } from "../call.ts";
import { type Codes, judgeCode } from "../coded-answer.ts";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { apiUrl, baseUrl, json, line } from "../settings.ts";
import { dingtalkAnswers } from "./answers.ts";

const config = z.strictObject({ base_url: baseUrl("https://oapi.dingtalk.com") });
const secret = z.strictObject({ access_token: line(200), sign_secret: line(200).optional() });

const codes: Codes = {
  code: "errcode",
  text: "errmsg",
  busy: { 130101: 60, 660026: 60 },
  // 310000 may be a keyword that this text lacks.
  faults: { 300001: "credentials" },
  meaning: {
    300001: "The access token of the robot's address is not right.",
    310000:
      "The robot's security setting refused it: check the signing secret, the keywords and the allowed addresses.",
  },
};

/**
 * A custom robot of a DingTalk group: the token stands in the address, and with the "signature" setting
 * HMAC-SHA256(`timestamp\nsecret`) in base64 beside it. 20 messages a minute.
 */
async function send(input: SendInput<z.infer<typeof config>, z.infer<typeof secret>>): Promise<SendResult> {
  const { access_token, sign_secret } = input.secrets[0]!;
  const timestamp = String(input.at.getTime());
  const sign =
    sign_secret && createHmac("sha256", sign_secret).update(`${timestamp}\n${sign_secret}`).digest("base64");
  const called = await post(input.outbound, {
    url: apiUrl(input.config.base_url, "/robot/send", { access_token, ...(sign && { timestamp, sign }) }),
    headers: json,
    body: JSON.stringify({ msgtype: "text", text: { content: input.reply.text } }),
    repeatable: false,
  });
  if (!called.answer) return called.result;
  return answered(called.answer, input.at, (answer) => judgeCode("DingTalk", answer, codes));
}

export const dingtalkRobot = defineKind({
  config,
  secret,
  shownAs: ({ access_token }) => access_token,
  addresses: ({ base_url }) => [base_url],
  answers: dingtalkAnswers,
  send,
});
