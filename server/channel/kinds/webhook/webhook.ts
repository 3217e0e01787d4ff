import { z } from "zod";
import { answered, post } from "../call.ts";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { signPayload } from "./sign-payload.ts";

/** `whsec_` and 24 to 64 bytes in base64, as Standard Webhooks asks of a signing secret. */
const signingSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, "must be whsec_ followed by base64")
  .refine(
    (value) => {
      const bytes = Buffer.from(value.slice("whsec_".length), "base64").length;
      return bytes >= 24 && bytes <= 64;
    },
    { message: "must hold 24 to 64 bytes" },
  );

const config = z.strictObject({ url: z.string().max(2048) });

/**
 * Posts the reply to a customer's own system, signed as Standard Webhooks 1.0.0 with every secret in force. Receivers know
 * a repeat by the delivery's id, so a lost answer is tried again; 410 says the receiver is gone for good.
 */
async function send(input: SendInput<z.infer<typeof config>, string>): Promise<SendResult> {
  const { reply, secrets, at } = input;
  const called = await post(input.outbound, {
    url: input.config.url,
    headers: {
      "content-type": "application/json",
      "user-agent": "Firstline",
      "idempotency-key": reply.id,
      ...signPayload({ id: reply.id, timestamp: at, body: reply.body, secrets }),
    },
    body: reply.body,
    repeatable: true,
  });
  if (!called.answer) return called.result;
  return answered(called.answer, at, ({ status }) => ({
    ok: status >= 200 && status < 300,
    forGood: status === 410,
    error: `The receiver answered ${status}.`,
    code: "answered",
    fault: status === 410 ? "gone" : undefined,
  }));
}

export const webhook = defineKind({
  repeatable: true,
  config,
  secret: signingSecret,
  makesSecret: true,
  addresses: ({ url }) => [url],
  send,
});
