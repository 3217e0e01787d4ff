import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { createOutbound } from "../../../platform/outbound-fetch.ts";
import type { Reply } from "../kind.ts";
import { email } from "./email.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A real SMTP server on loopback; what it took, as it came. */
async function mailServer(options: SMTPServerOptions = {}) {
  const messages: { raw: string; to: string[] }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    async onData(stream, session, callback) {
      let raw = "";
      for await (const part of stream) raw += part;
      messages.push({ raw, to: session.envelope.rcptTo.map(({ address }) => address) });
      callback();
    },
    ...options,
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  closers.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  return { messages, port, host: "127.0.0.1" };
}

const reply: Reply = {
  id: "01940b5e-0000-7000-8000-000000000001",
  text: "您的订单已发货。\n\nYour parcel is on its way.",
  body: "{}",
  contact: { externalId: "u-1", name: "王芳", email: "fang@example.com", phone: null },
  conversation: { id: "01940b5e-0000-7000-8000-0000000000aa", subject: "订单 8841" },
};

async function send(
  to: { host: string; port: number },
  over: { config?: object; secret?: string; contact?: Partial<Reply["contact"]>; allowed?: boolean } = {},
) {
  const outbound = createOutbound({
    allowPrivateHosts: over.allowed === false ? [] : [`${to.host}:${to.port}`],
  });
  closers.push(() => void outbound.close());
  return email.send({
    config: email.config.parse({
      host: to.host,
      port: to.port,
      tls: "plain",
      from: "help@shop.example",
      from_name: "小店客服",
      ...over.config,
    }),
    secrets: over.secret === undefined ? [] : [over.secret],
    reply: { ...reply, contact: { ...reply.contact, ...over.contact } },
    at: new Date(),
    outbound,
    tokens: { read: async () => undefined, save: async () => {} },
  });
}

test("a mail carries the exact text, stands in its conversation's thread, and is known by its id", async () => {
  const server = await mailServer();
  expect(await send(server)).toMatchObject({ outcome: "sent", response: expect.stringMatching(/^250/) });
  const [message] = server.messages;
  expect(message?.to).toEqual(["fang@example.com"]);
  const parsed = await simpleParser(message!.raw);
  expect(parsed.text?.trim()).toBe(reply.text);
  expect(parsed).toMatchObject({
    subject: "Re: 订单 8841",
    messageId: `<${reply.id}@shop.example>`,
    inReplyTo: `<${reply.conversation.id}@shop.example>`,
    from: { value: [{ address: "help@shop.example", name: "小店客服" }] },
    to: { value: [{ address: "fang@example.com", name: "王芳" }] },
  });
});

test("credentials are used; wrong ones end it with a sentence", async () => {
  const server = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, callback) =>
      password === "right" ? callback(null, { user: username }) : callback(new Error("no")),
  });
  const config = { user: "help" };
  expect(await send(server, { config, secret: "right" })).toMatchObject({ outcome: "sent" });
  expect(await send(server, { config, secret: "wrong" })).toMatchObject({
    outcome: "refused",
    error: expect.stringMatching(/user name or password/),
  });
});

test.each([
  [550, "refused"],
  [451, "failed"],
])("a recipient answered with %i is %s", async (responseCode, outcome) => {
  const server = await mailServer({
    onRcptTo: (_, __, callback) => callback(Object.assign(new Error("mailbox"), { responseCode })),
  });
  expect(await send(server)).toMatchObject({ outcome, error: expect.stringContaining(String(responseCode)) });
});

/** Speaks SMTP up to the end of the message, and then hangs up without a word. */
async function hangsUp() {
  const server = createServer((socket) => {
    let inMessage = false;
    socket.on("error", () => {});
    socket.write("220 hello\r\n");
    socket.on("data", (data) => {
      const text = data.toString();
      if (inMessage) {
        if (text.includes("\r\n.\r\n")) socket.destroy();
        return;
      }
      inMessage = text.startsWith("DATA");
      socket.write(inMessage ? "354 go\r\n" : "250 ok\r\n");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => server.close());
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
}

test("a line that breaks after the message was sent leaves it to a person", async () => {
  expect(await send(await hangsUp())).toMatchObject({
    outcome: "unknown",
    error: expect.stringMatching(/may have arrived/),
  });
});

test("nobody there is tried again; TLS that is asked for is insisted on", async () => {
  expect(await send({ host: "127.0.0.1", port: 9 })).toMatchObject({ outcome: "failed" });
  const plain = await mailServer();
  expect(await send(plain, { config: { tls: "starttls" } })).not.toMatchObject({ outcome: "sent" });
  expect(plain.messages).toEqual([]);
});

test("a private mail server nobody opened gets nothing", async () => {
  const server = await mailServer();
  await expect(send(server, { allowed: false })).rejects.toMatchObject({ code: "host_not_allowed" });
  expect(server.messages).toEqual([]);
});

test.each([
  [null, /no e-mail address/],
  ["a@x.example, b@y.example", /is not one/],
  ["a@x.example\r\nBcc: b@y.example", /is not one/],
])("a contact with %j gets no mail", async (address, error) => {
  const server = await mailServer();
  expect(await send(server, { contact: { email: address } })).toMatchObject({
    outcome: "refused",
    error: expect.stringMatching(error),
  });
  expect(server.messages).toEqual([]);
});

test("what stands in a subject or a name gets into no other header", async () => {
  const server = await mailServer();
  const subject = "Order\r\nBcc: b@y.example\r\n\r\nbody";
  await send(server, { contact: { name: "x\r\nBcc: c@z.example" } });
  reply.conversation.subject = subject;
  await send(server);
  reply.conversation.subject = "订单 8841";
  for (const { raw, to } of server.messages) {
    expect(to).toEqual(["fang@example.com"]);
    expect(raw).not.toMatch(/^bcc:/im);
  }
});

test.each(["a\r\nb", "a@x.example,b@y.example", "nobody"])(
  "%j is refused as a sender when it is saved",
  (from) => {
    expect(email.config.safeParse({ host: "smtp.example.com", from }).success).toBe(false);
  },
);
