import { z } from "zod";
import { answered, post } from "../call.ts";
import { judgeCode } from "../coded-answer.ts";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { apiUrl, baseUrl, json, line } from "../settings.ts";
import { wecomAnswers } from "./answers.ts";
import { codes, tooLong, wecomBaseUrl } from "./wecom-api.ts";

const config = z.strictObject({ base_url: baseUrl(wecomBaseUrl) });

/** A robot of a WeCom group; the secret is the `key` of its webhook address. 20 messages a minute. */
async function send(input: SendInput<z.infer<typeof config>, string>): Promise<SendResult> {
  const refusal = tooLong(input.reply.text);
  if (refusal) return { outcome: "refused", error: refusal };
  const called = await post(input.outbound, {
    url: apiUrl(input.config.base_url, "/cgi-bin/webhook/send", { key: input.secrets[0]! }),
    headers: json,
    body: JSON.stringify({ msgtype: "text", text: { content: input.reply.text } }),
    repeatable: false,
  });
  if (!called.answer) return called.result;
  return answered(called.answer, input.at, (answer) => judgeCode("WeCom", answer, codes));
}

export const wecomRobot = defineKind({
  config,
  secret: line(200),
  addresses: ({ base_url }) => [base_url],
  answers: wecomAnswers(() => null),
  send,
});
