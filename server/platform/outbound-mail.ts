import { connect } from "node:net";
import { PassThrough } from "node:stream";
import { createTransport } from "nodemailer";
import { DomainError } from "../errors.ts";
import type { MailAnswer, MailServer, OutboundMail } from "./outbound.ts";
import { checkMailServer } from "./outbound-guard/check-mail-server.ts";
import { guardedLookup, type Resolve } from "./outbound-guard/guarded-lookup.ts";

const timeoutMs = 15_000;

type SmtpError = Error & { code?: string; responseCode?: number; response?: string };

/**
 * Sends one message by SMTP, over a connection whose address the guard has seen: mail is no way round the wall. Nothing is
 * read from files or fetched for it.
 * @throws DomainError("host_not_allowed")
 */
export async function sendMail(
  { server, mail }: { server: MailServer; mail: OutboundMail },
  guard: { allowed: ReadonlySet<string>; resolve: Resolve },
): Promise<MailAnswer> {
  const { host, isOpened } = checkMailServer(server, guard.allowed);
  const transport = createTransport({
    host,
    port: server.port,
    secure: server.tls === "implicit",
    requireTLS: server.tls === "starttls",
    ignoreTLS: server.tls === "plain",
    ...(server.credentials && {
      auth: { user: server.credentials.user, pass: server.credentials.password },
    }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_, callback) => {
      const socket = connect({
        host,
        port: server.port,
        timeout: timeoutMs,
        ...(isOpened ? {} : { lookup: guardedLookup(guard.resolve) }),
      });
      const fail = (error: Error) => callback(error, false);
      socket.once("error", fail);
      socket.once("timeout", () => socket.destroy(new Error(`${host} did not answer in time.`)));
      socket.once("connect", () => {
        socket.off("error", fail);
        socket.setTimeout(0);
        callback(null, { connection: socket });
      });
    },
  });
  let handedOver = false;
  transport.use("stream", ({ message }, done) => {
    message.transform(
      new PassThrough().once("end", () => {
        handedOver = true;
      }),
    );
    done();
  });
  try {
    const sent = await transport.sendMail({
      messageId: mail.messageId,
      references: mail.references,
      inReplyTo: mail.references,
      from: named(mail.from),
      to: named(mail.to),
      ...(mail.replyTo !== undefined && { replyTo: mail.replyTo }),
      subject: mail.subject,
      text: mail.text,
    });
    return { outcome: "sent", response: sent.response };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    return explain(host, error as SmtpError, handedOver);
  } finally {
    transport.close();
  }
}

const named = ({ address, name }: { address: string; name?: string }) => ({ address, name: name ?? "" });

/** RFC 5321, 4.2.1: 4yz may pass with time, 5yz does not; without an answer to the message itself nobody knows. */
function explain(host: string, error: SmtpError, handedOver: boolean): MailAnswer {
  const { responseCode, response, code } = error;
  const kept = response === undefined ? {} : { response };
  if (code === "EAUTH")
    return {
      outcome: "refused",
      error: `${host} did not accept the user name or password.`,
      fault: "credentials",
      ...kept,
    };
  if (responseCode !== undefined) {
    const said = `${host} answered ${response ?? responseCode}`.slice(0, 500);
    // RFC 4954, 6: authentication required.
    const fault = responseCode === 530 ? { fault: "credentials" as const } : {};
    return { outcome: responseCode >= 500 ? "refused" : "failed", error: said, ...fault, ...kept };
  }
  if (code === "ETLS")
    return {
      outcome: "refused",
      error: `${host} offers no trusted TLS: ${error.message}`,
      fault: "settings",
    };
  if (handedOver)
    return {
      outcome: "unknown",
      error: `The line to ${host} broke before it confirmed the message. It may have arrived all the same.`,
    };
  return { outcome: "failed", error: `${host} could not be reached: ${error.message.slice(0, 300)}.` };
}
