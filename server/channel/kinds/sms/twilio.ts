import { z } from "zod";
import { answered, notUnderstood, post, readObject } from "../call.ts";
import type { Fault } from "../kind.ts";
import { apiUrl, baseUrl, line } from "../settings.ts";
import type { SendSms } from "./provider.ts";

export const twilioConfig = z.strictObject({
  provider: z.literal("twilio"),
  account_sid: line(64),
  /** A number in E.164, an alphanumeric sender, or a messaging service (MG…). */
  from: line(64),
  base_url: baseUrl("https://api.twilio.com"),
});

/** What to do about Twilio's usual refusals (twilio.com/docs/api/errors). */
const meaning: Record<number, string> = {
  20003: "Check the account SID and the auth token.",
  21211: "The customer's number is not a telephone number.",
  21408: "Sending to that country is not switched on in the account.",
  21606: "The sender's number is none of this account's that can send text messages.",
  21610: "The customer has asked not to get messages.",
  21614: "The customer's number takes no text messages.",
};
/** The account's, not the customer's: wrong keys, an account that is closed. A sender that is refused may suit other countries. */
const faults: Record<number, Fault> = {
  10001: "credentials",
  20003: "credentials",
  20005: "credentials",
};
const passing = new Set([20429, 14107, 30001, 63018]);

/** Twilio `Messages.json` (2010-04-01). It knows no idempotency key. */
export const sendByTwilio: SendSms<z.infer<typeof twilioConfig>, string> = async (input) => {
  const { config, secrets, at } = input;
  const sender: Record<string, string> = /^MG[0-9a-f]{32}$/i.test(config.from)
    ? { MessagingServiceSid: config.from }
    : { From: config.from };
  const reports: Record<string, string> = input.reportsTo ? { StatusCallback: input.reportsTo } : {};
  const called = await post(input.outbound, {
    url: apiUrl(
      config.base_url,
      `/2010-04-01/Accounts/${encodeURIComponent(config.account_sid)}/Messages.json`,
    ),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `Basic ${Buffer.from(`${config.account_sid}:${secrets[0]}`).toString("base64")}`,
    },
    body: new URLSearchParams({ To: input.to, Body: input.text, ...sender, ...reports }).toString(),
    repeatable: false,
  });
  if (!called.answer) return called.result;
  return answered(called.answer, at, (answer) => {
    const body = readObject(answer);
    if (answer.status >= 200 && answer.status < 300 && typeof body?.sid === "string")
      return { ok: true, forGood: false, error: "" };
    if (answer.status >= 500 || !body) return notUnderstood(answer);
    const code = Number(body.code);
    const error = `Twilio answered ${code || answer.status}: ${String(body.message ?? "").slice(0, 300)} ${meaning[code] ?? ""}`;
    const forGood = answer.status !== 429 && !passing.has(code);
    return { ok: false, forGood, error: error.trim(), fault: faults[code] };
  });
};
