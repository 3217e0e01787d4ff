import { z } from "zod";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { line } from "../settings.ts";
import { aliyunConfig, sendByAliyun } from "./aliyun.ts";
import { smsAnswers } from "./answers.ts";
import { gatewayConfig, sendByGateway } from "./gateway.ts";
import { toE164 } from "./phone-number.ts";
import { countSegments } from "./segments.ts";
import { sendByTwilio, twilioConfig } from "./twilio.ts";

const config = z.discriminatedUnion("provider", [twilioConfig, aliyunConfig, gatewayConfig]);
type Config = z.infer<typeof config>;

/** Beyond this, carriers drop or reorder the parts. */
const mostSegments = 10;

/** A text message to the contact's telephone number. */
async function send({ reply, tokens: _, ...rest }: SendInput<Config, string>): Promise<SendResult> {
  if (!reply.contact.phone) return { outcome: "refused", error: "The contact has no telephone number." };
  const to = toE164(reply.contact.phone);
  if (!to)
    return {
      outcome: "refused",
      error: "The contact's telephone number has to begin with + and its country's code.",
    };
  const { count } = countSegments(reply.text);
  if (count > mostSegments)
    return {
      outcome: "refused",
      error: `This text takes ${count} text messages; at most ${mostSegments} are sent.`,
    };
  const { config, ...input } = { ...rest, id: reply.id, to, text: reply.text };
  switch (config.provider) {
    case "twilio":
      return sendByTwilio({ ...input, config });
    case "aliyun":
      return sendByAliyun({ ...input, config });
    case "http":
      return sendByGateway({ ...input, config });
  }
}

export const sms = defineKind({
  config,
  secret: line(400),
  addresses: (chosen: Config) => [chosen.provider === "http" ? chosen.url : chosen.base_url],
  answers: smsAnswers,
  send,
});
