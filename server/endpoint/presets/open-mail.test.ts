import { expect, test } from "vitest";
import { answeredText } from "./answered-text.ts";
import { type OpenedMail, openMail } from "./open-mail.ts";

test.each([
  ["nothing quoted", "Thank you!\n\nFang", "Thank you!\n\nFang"],
  [
    "below a line that introduces it",
    "Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Shop <help@shop.example> wrote:\n> Is it?\n",
    "Yes.",
  ],
  [
    "introduced by two lines",
    "Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Shop Customer Care\n<help@shop.example> wrote:\n\n> Is it?",
    "Yes.",
  ],
  [
    "in Chinese",
    "好的，谢谢。\n\n在 2026年11月23日，小店客服 <help@shop.example> 写道：\n> 已发货",
    "好的，谢谢。",
  ],
  [
    "by a Chinese mail program",
    "收到\r\n\r\n------------------ 原始邮件 ------------------\r\n发件人: 小店客服\r\n",
    "收到",
  ],
  [
    "by Outlook",
    "Fine.\n\nFrom: Shop <help@shop.example>\nSent: Monday\nTo: Fang\nSubject: Re: Order\n\nIs it?",
    "Fine.",
  ],
  ["by Chinese Outlook", "可以。\n\n发件人: 小店\n发送时间: 2026年11月23日\n主题: 订单", "可以。"],
  ["without introduction", "Yes.\n\n> Is it?\n> Really?", "Yes."],
  [
    "answers between the quoted lines stay",
    "> Is it?\nYes.\n> Really?\nReally.",
    "> Is it?\nYes.\n> Really?\nReally.",
  ],
  ["a signature", "Yes.\n-- \nFang Wang\nExample Ltd", "Yes."],
  ["nothing but a quotation", "> Is it?", "> Is it?"],
  [
    "a sentence that only begins like one",
    "From: the shop I got nothing.\nThat is all.",
    "From: the shop I got nothing.\nThat is all.",
  ],
])("what was newly written: %s", (_, text, expected) => {
  expect(answeredText(text)).toBe(expected);
});

const opened = (body: object) => (openMail(body) as { mail: OpenedMail }).mail;

test("a relay's form does not matter", () => {
  const expected = {
    type: "email.received",
    id: "<9@mail.example>",
    from: { id: "fang@example.com", email: "fang@example.com", name: "王芳" },
    subject: "Re: 订单 8841",
    text: "好的，谢谢。",
    in_reply_to: "<d@shop.example>",
    references: "<c@shop.example> <d@shop.example>",
    thread: "<c@shop.example>",
  };
  const quoted = "好的，谢谢。\n\n> 已发货";
  expect(
    opened({
      MessageID: "73e6d360",
      From: "fang@example.com",
      FromFull: { Email: "fang@example.com", Name: "王芳" },
      Subject: "Re: 订单 8841",
      TextBody: quoted,
      StrippedTextReply: "好的，谢谢。",
      Headers: [
        { Name: "Message-ID", Value: "<9@mail.example>" },
        { Name: "In-Reply-To", Value: "<d@shop.example>" },
        { Name: "References", Value: "<c@shop.example> <d@shop.example>" },
      ],
    }),
  ).toMatchObject(expected);
  expect(
    opened({
      headers: {
        message_id: "<9@mail.example>",
        in_reply_to: "<d@shop.example>",
        references: ["<c@shop.example>", "<d@shop.example>"],
        from: "王芳 <fang@example.com>",
        subject: "Re: 订单 8841",
      },
      envelope: { from: "fang@example.com" },
      plain: quoted,
    }),
  ).toMatchObject(expected);
  expect(
    opened({
      message_id: "<9@mail.example>",
      from: '"王芳" <fang@example.com>',
      subject: "Re: 订单 8841",
      text: quoted,
      in_reply_to: "<d@shop.example>",
      references: "<c@shop.example> <d@shop.example>",
    }),
  ).toMatchObject(expected);
});

test.each([
  [
    "a first mail says half of it in its subject",
    { subject: "Lamp broken", text: "Since Monday." },
    "Lamp broken\n\nSince Monday.",
  ],
  ["not twice", { subject: "Lamp broken", text: "My Lamp broken again" }, "My Lamp broken again"],
  ["an answer's subject is ours", { subject: "回复：订单", text: "好的" }, "好的"],
  ["a subject alone", { subject: "Call me" }, "Call me"],
])("%s", (_, mail, expected) => {
  expect(opened({ message_id: "1", from: "a@x.example", ...mail }).text).toBe(expected);
});

test.each([
  [{ "Auto-Submitted": "auto-replied (vacation)" }, true],
  [{ "auto-submitted": "no" }, false],
  [{ "Content-Type": "multipart/report; report-type=delivery-status" }, true],
  [{ "X-Autoreply": "yes" }, true],
  [{ precedence: "bulk" }, true],
  [{ precedence: "normal" }, false],
])("%j was written by nobody: %s", (headers, automatic) => {
  expect(opened({ from: "a@x.example", headers }).automatic !== undefined).toBe(automatic);
});

test.each([null, "text", [1], { from: 7, headers: [null, 3], text: {} }])("%j does no harm", (body) => {
  expect(() => openMail(body)).not.toThrow();
});
