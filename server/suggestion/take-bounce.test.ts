import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { createChannel } from "../channel/create-channel.ts";
import { findConversation } from "../conversation/store.ts";
import { attemptDelivery } from "../delivery/attempt-delivery.ts";
import { getDelivery } from "../delivery/get-delivery.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { newId } from "../platform/ids.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { makeDelivery, makeThread } from "../testing/deliveries.ts";
import { connectSender } from "../testing/webhook-sender.ts";
import { takeReceipt } from "./take-receipt.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const lines = (...all: string[]) => all.join("\r\n");
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** A reply that left by a real mail server, and the relay that posts what comes back, as Postmark writes it. */
async function desk() {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    async onData(stream, _session, callback) {
      let raw = "";
      for await (const part of stream) raw += part;
      taken.push(raw);
      callback();
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  closers.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  const outbound = createOutbound({ allowPrivateHosts: [`127.0.0.1:${port}`] });
  const ctx = await testContext({ outbound });
  const config = { host: "127.0.0.1", port, tls: "plain", from: "help@shop.example" };
  const channel = await createChannel({ ctx, input: { kind: "email", name: "Mail", config } });
  const conversationId = await makeThread(ctx, { email: "fang@example.com" });
  const id = await makeDelivery(ctx, channel.id, { conversationId });
  expect(await attemptDelivery({ ctx, input: { deliveryId: id, number: 1 } })).toEqual({ outcome: "sent" });
  const messageId = /^message-id: (.*)$/im.exec(taken[0]!)![1]!;

  const secret = "relay";
  const { send } = await connectSender(ctx, { source: "email", verification: { scheme: "bearer", secret } });
  /** Posts the report of RFC 3464 as a relay hands it over, and takes what arrives. */
  const report = async (fields: string[], about = messageId) => {
    const attachments = [
      {
        Name: "details.txt",
        ContentType: "message/delivery-status",
        Content: base64(
          lines(
            "Reporting-MTA: dns; mail.shop.example",
            "Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0000",
            "",
            "Final-Recipient: rfc822; fang@example.com",
            ...fields,
            "",
          ),
        ),
      },
      {
        Name: "message.eml",
        ContentType: "message/rfc822",
        Content: base64(
          lines(`Message-ID: ${about}`, "Subject: Re: s", "", "Message-ID: <quoted@example.com>"),
        ),
      },
    ];
    const mail = {
      MessageID: newId(),
      FromFull: { Email: "MAILER-DAEMON@mail.shop.example", Name: "Mail Delivery System" },
      Subject: "Undelivered Mail Returned to Sender",
      TextBody: "I'm sorry to have to inform you that your message could not be delivered.",
      Headers: [{ Name: "Content-Type", Value: "multipart/report; report-type=delivery-status" }],
      Attachments: attachments,
    };
    const response = await send(JSON.stringify(mail), { authorization: `Bearer ${secret}` });
    const { event_id: eventId } = (await response.json()) as { event_id: string };
    expect(await takeReceipt({ ctx, input: { eventId } })).toBe(true);
    return (await findEvent(ctx, eventId)).status;
  };
  const shown = () => getDelivery({ ctx, input: { id } });
  const { prisma } = ctx.platform.database;
  const conversation = () => findConversation(prisma, ctx.workspaceId, conversationId);
  const conversations = () => prisma.conversation.count({ where: { workspaceId: ctx.workspaceId } });
  return { report, shown, conversation, conversations };
}

const refused = [
  "Action: failed",
  "Status: 5.1.1",
  "Remote-MTA: dns; mx.example.com",
  "Diagnostic-Code: smtp; 550 5.1.1 <fang@example.com>:",
  "    user unknown",
];
const late = [
  "Action: delayed",
  "Status: 4.4.1",
  "Diagnostic-Code: smtp; 421 try again",
  "Will-Retry-Until: Tue, 24 Nov 2026 10:00:00 +0000",
];

test("a bounce marks the reply as failed, says why, and opens nothing; its conversation comes back to an agent", async () => {
  const { report, shown, conversation, conversations } = await desk();
  expect(await report(refused)).toBe("done");
  expect(await shown()).toMatchObject({
    status: "failed",
    receiptText: "mx.example.com did not take the mail (5.1.1): 550 5.1.1 <fang@example.com>: user unknown",
  });
  expect(await conversation()).toMatchObject({ status: "open", attention: "delivery_failed", unread: true });
  expect(await conversations()).toBe(1);
});

test("a delay is noted and is no failure; what a server reports after it counts", async () => {
  const { report, shown, conversation } = await desk();
  expect(await report(late)).toBe("done");
  expect(await shown()).toMatchObject({
    status: "sent",
    receiptText: "mail.shop.example has not taken the mail yet (4.4.1): 421 try again",
  });
  expect(await conversation()).toMatchObject({ attention: null });
  // It gave up: the class of the status is still 4, the action says it (RFC 3464, 2.3.3).
  expect(await report(["Action: failed", "Status: 4.4.7"])).toBe("done");
  expect(await shown()).toMatchObject({
    status: "failed",
    receiptText: "mail.shop.example did not take the mail (4.4.7).",
  });
});

test("a bounce of somebody else's mail changes nothing and opens nothing", async () => {
  const { report, shown, conversations } = await desk();
  expect(await report(refused, "<another@shop.example>")).toBe("ignored");
  expect(await shown()).toMatchObject({ status: "sent", receiptText: null });
  expect(await conversations()).toBe(1);
});
