import { z } from "zod";
import { isEmailAddress } from "../../../user/rules.ts";
import { defineKind, type SendInput, type SendResult } from "../kind.ts";
import { line } from "../settings.ts";
import { emailAnswers, messageIdOf } from "./answers.ts";

const address = line(254).refine(isEmailAddress, { message: "must be one plain e-mail address" });

const config = z.strictObject({
  host: z.string().regex(/^[a-z0-9.:[\]-]{1,253}$/i, "must be a host name"),
  port: z.coerce.number().int().min(1).max(65_535).default(587),
  /** TLS from the first byte (465); otherwise STARTTLS, which is insisted on unless `plain` is set. */
  tls: z.enum(["starttls", "implicit", "plain"]).default("starttls"),
  user: line(254).optional(),
  from: address,
  from_name: line(100).optional(),
  reply_to: address.optional(),
});
type Config = z.infer<typeof config>;

/**
 * An e-mail by SMTP, as plain text. Its Message-ID is made of the delivery's id, so that mail programs recognise a repeat,
 * and every reply of a conversation refers to the conversation's own id, so that they stand in one thread (RFC 5322, 3.6.4).
 */
async function send({ config, secrets, reply, outbound }: SendInput<Config, string>): Promise<SendResult> {
  const to = reply.contact.email;
  if (!to) return { outcome: "refused", error: "The contact has no e-mail address." };
  if (!isEmailAddress(to)) return { outcome: "refused", error: "The contact's e-mail address is not one." };
  return outbound.sendMail({
    server: {
      host: config.host,
      port: config.port,
      tls: config.tls,
      ...(config.user !== undefined &&
        secrets[0] !== undefined && {
          credentials: { user: config.user, password: secrets[0] },
        }),
    },
    mail: {
      messageId: messageIdOf(reply.id, config.from),
      references: messageIdOf(reply.conversation.id, config.from),
      from: { address: config.from, ...(config.from_name !== undefined && { name: config.from_name }) },
      to: { address: to, ...(reply.contact.name !== null && { name: reply.contact.name }) },
      ...(config.reply_to !== undefined && { replyTo: config.reply_to }),
      subject: `Re: ${reply.conversation.subject}`,
      text: reply.text,
    },
  });
}

export const email = defineKind({
  config,
  secret: z.string().min(1).max(400),
  needsSecret: ({ user }) => user !== undefined,
  addresses: ({ host, port }) => [`smtp://${host}:${port}`],
  answers: emailAnswers,
  send,
});
