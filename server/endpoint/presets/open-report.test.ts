import { expect, test } from "vitest";
import { type OpenedMail, openMail } from "./open-mail.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const status = [
  "Reporting-MTA: dns; mail.shop.example",
  "",
  "Original-Recipient: rfc822; louisl@larry.example",
  "Final-Recipient: rfc822; louisl@larry.example",
  "Action: failed",
  "Status: 4.0.0",
  "Diagnostic-Code: smtp; 426 connection timed out",
  "Last-Attempt-Date: Thu, 7 Jul 1994 17:15:49 -0400",
].join("\n");
const expected = {
  action: "failed",
  status: "4.0.0",
  host: "mail.shop.example",
  said: "426 connection timed out",
  about: "<d@shop.example>",
};
const daemon = { message_id: "<b@x.example>", from: "Mail Delivery Subsystem <mailer-daemon@x.example>" };
const reportOf = (body: object) => (openMail({ ...daemon, ...body }) as { mail: OpenedMail }).mail.report;

test.each([
  [
    "parts, as Postmark names them",
    {
      Attachments: [
        { ContentType: "message/delivery-status; charset=us-ascii", Content: base64(status) },
        {
          ContentType: "text/rfc822-headers",
          Content: base64("Subject: x\nMessage-ID:\n <d@shop.example>\n"),
        },
      ],
    },
  ],
  [
    "parts, as CloudMailin names them",
    {
      attachments: [
        { content_type: "message/delivery-status", content: base64(status.replaceAll("\n", "\r\n")) },
        { content_type: "message/rfc822", content: base64("Message-ID: <d@shop.example>\r\n\r\nhello") },
      ],
    },
  ],
  ["no parts, all in the text", { text: `It failed.\n\n${status}\n\nMessage-ID: <d@shop.example>\n` }],
  [
    "no returned mail, but what it answers",
    {
      in_reply_to: "<d@shop.example>",
      Attachments: [{ ContentType: "message/delivery-status", Content: base64(status) }],
    },
  ],
])("a report is read from %s", (_, body) => {
  expect(reportOf(body)).toEqual(expected);
});

test("of several recipients the one that fares worst counts", () => {
  const of = (action: string, code: string) =>
    `\n\nFinal-Recipient: rfc822; a@x.example\nAction: ${action}\nStatus: ${code}`;
  const text = `Reporting-MTA: dns; m.example${of("relayed", "2.0.0")}${of("failed", "5.2.2")}${of("delayed", "4.0.0")}`;
  expect(reportOf({ text })).toMatchObject({ action: "failed", status: "5.2.2" });
});

test.each([
  ["a person who quotes one", { from: "fang@example.com", text: status }],
  ["a daemon that reports nothing", { text: "Your mailbox is nearly full." }],
  ["an action nobody knows", { text: status.replace("failed", "eaten") }],
  ["parts that are none", { Attachments: [null, 3, { ContentType: "message/delivery-status" }] }],
])("%s is no report", (_, body) => {
  expect(reportOf(body)).toBeUndefined();
});

test("control characters and endless words stay out of the sentence", () => {
  const text = status.replace("426 connection timed out", `426 a\u0000b\u0007${"x".repeat(5000)}`);
  const { said } = reportOf({ text })!;
  expect(said).toMatch(/^426 a b x+$/);
  expect(said!.length).toBeLessThanOrEqual(300);
});
