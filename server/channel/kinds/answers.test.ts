import { expect, test } from "vitest";
import { openMail } from "../../endpoint/presets/open-mail.ts";
import type { Clues } from "./answers.ts";
import type { ChannelKind } from "./kind.ts";
import { answersFrom, type ChannelKindName, channelKinds } from "./kinds.ts";

type Told = {
  kind: ChannelKindName;
  config: object;
  contact?: { externalId?: string; email?: string | null; phone?: string | null };
  /** What the provider answered to the message that went out. */
  answered?: object;
  /** What the customer's answer looks like after it was opened. */
  answer: unknown;
  clues?: Partial<Clues>;
};

const wecom = {
  ToUserName: "ww1",
  FromUserName: "zhangsan",
  CreateTime: "1",
  MsgType: "text",
  Content: "谢谢",
  MsgId: "99",
  AgentID: "7",
};
const feishu = (message: object, sender: object = {}) => ({
  schema: "2.0",
  header: { event_type: "im.message.receive_v1", app_id: "cli_1" },
  event: {
    sender: {
      sender_id: { open_id: "ou_1", union_id: "on_1", user_id: "u1" },
      sender_type: "user",
      ...sender,
    },
    message: { message_id: "om_2", chat_id: "oc_1", content: { text: "谢谢" }, ...message },
  },
});
const slack = (event: object) => ({
  api_app_id: "A1",
  event: { type: "message", channel: "D1", user: "U1", ts: "2.0", text: "thanks", ...event },
});
const twilio = {
  From: "+8613812345678",
  To: "+15005550006",
  Body: "thanks",
  MessageSid: "SM2",
  SmsStatus: "received",
};
const mail = (over: object = {}) =>
  openMail({
    MessageID: "x",
    FromFull: { Email: "Fang@Example.com", Name: "王芳" },
    TextBody: "好的",
    Headers: [
      { Name: "Message-ID", Value: "<9@mail.example>" },
      { Name: "In-Reply-To", Value: "<d-1@shop.example>" },
      { Name: "References", Value: "<c-1@shop.example>\r\n <d-1@shop.example>" },
    ],
    ...over,
  });
const twilioChannel = { provider: "twilio", account_sid: "AC1", from: "+15005550006" };
const smtp = { host: "smtp.shop.example", from: "help@shop.example" };

const told: Record<string, Told> = {
  "WeCom application": {
    kind: "wecom",
    config: { corp_id: "ww1", agent_id: 7 },
    contact: { externalId: "zhangsan" },
    answer: wecom,
  },
  "WeCom application, one named member": {
    kind: "wecom",
    config: { corp_id: "ww1", agent_id: 7, to_user: "zhangsan" },
    answer: wecom,
  },
  "WeCom robot": { kind: "wecom-robot", config: {}, contact: { externalId: "zhangsan" }, answer: wecom },
  "WeCom customer service": {
    kind: "wecom-kf",
    config: { corp_id: "ww1", open_kfid: "wk1" },
    contact: { externalId: "wm1" },
    answer: { msgid: "k1", open_kfid: "wk1", external_userid: "wm1", origin: 3, text: { content: "谢谢" } },
  },
  DingTalk: {
    kind: "dingtalk-robot",
    config: {},
    contact: { externalId: "staff-1" },
    answer: {
      msgId: "m1",
      senderStaffId: "staff-1",
      senderId: "$:x",
      chatbotUserId: "$:bot",
      text: { content: "好" },
    },
  },
  "Feishu application": {
    kind: "feishu",
    config: { app_id: "cli_1" },
    contact: { externalId: "ou_1" },
    answered: { code: 0, data: { message_id: "om_1" } },
    answer: feishu({ parent_id: "om_1", root_id: "om_1" }),
    clues: { references: ["om_1", "om_1"] },
  },
  "Feishu application, by user id": {
    kind: "feishu",
    config: { app_id: "cli_1", receive_id_type: "user_id", receive_id: "u1" },
    answer: feishu({}),
  },
  "Feishu robot": { kind: "feishu-robot", config: {}, contact: { externalId: "ou_1" }, answer: feishu({}) },
  "Slack, to a member": {
    kind: "slack",
    config: { channel: "U1" },
    answered: { ok: true, channel: "D1", ts: "1.0" },
    answer: slack({ thread_ts: "1.0" }),
    clues: { references: ["D1:1.0"] },
  },
  "Slack, into a channel": {
    kind: "slack",
    config: { channel: "C1" },
    contact: { externalId: "U1" },
    answer: slack({}),
  },
  Twilio: {
    kind: "sms",
    config: twilioChannel,
    contact: { phone: "138 1234 5678" },
    answered: { sid: "SM1" },
    answer: { ...twilio, OriginalRepliedMessageSid: "SM1" },
    clues: { references: ["SM1"] },
  },
  "Twilio, by a messaging service": {
    kind: "sms",
    config: { ...twilioChannel, from: `MG${"0".repeat(32)}` },
    contact: { phone: "+8613812345678" },
    answer: twilio,
  },
  "e-mail": { kind: "email", config: smtp, contact: { email: "fang@EXAMPLE.com" }, answer: mail() },
};

const kindOf = (name: ChannelKindName) => channelKinds[name] as unknown as ChannelKind;

test.each(Object.entries(told))("%s: the answer names whom the reply went to", (_, given) => {
  const { answers, config } = kindOf(given.kind);
  const contact = { externalId: "c1", email: null, phone: null, ...given.contact };
  const to = answers!.sentTo(config.parse(given.config), { id: "d-1", contact })!;
  const clues = answersFrom(answers!.source)!.readClues(given.answer)!;
  expect(clues).toMatchObject({ writtenBy: "person", ...given.clues });
  expect(clues.addresses).toContain(to.address);
  if (to.account !== null && clues.account !== null) expect(clues.account).toBe(to.account);
  // Customer service names a message only where it reports on it.
  if (to.reference !== null && given.kind !== "wecom-kf") expect(clues.references).toContain(to.reference);
  if (given.answered)
    expect(clues.references).toContain(answers!.referenceOf!(JSON.stringify(given.answered)));
});

test("a text message by a gateway that posts no answers expects none", () => {
  const { answers, config } = kindOf("sms");
  const gateway = config.parse({ provider: "http", url: "https://sms.example/send" });
  const contact = { externalId: "c", email: null, phone: "+15005550001" };
  expect(answers!.sentTo(gateway, { id: "d", contact })).toBeNull();
});

test.each([
  ["slack", slack({ bot_id: "B1", app_id: "A1" }), "ourselves"],
  ["slack", slack({ bot_id: "B9", app_id: "A9" }), "machine"],
  ["feishu", feishu({}, { sender_type: "app" }), "ourselves"],
  ["dingtalk", { senderId: "$:bot", chatbotUserId: "$:bot" }, "ourselves"],
  ["twilio", { MessageSid: "SM1", MessageStatus: "delivered", From: "+15005550006", To: "+1" }, "machine"],
  ["email", mail({ Headers: [{ Name: "Auto-Submitted", Value: "auto-replied" }] }), "machine"],
  ["email", mail({ Headers: [{ Name: "Auto-Submitted", Value: "no" }] }), "person"],
])("%s: who wrote %j", (source, body, writtenBy) => {
  expect(answersFrom(source)!.readClues(body)).toMatchObject({ writtenBy });
});

test.each([
  ["wecom", { ToUserName: "ww1", FromUserName: "sys", MsgType: "event" }],
  ["wecom", null],
  ["slack", { event: { type: "app_mention" } }],
  ["feishu", { header: {}, event: {} }],
  ["dingtalk", { EventType: "bpms_instance_change" }],
  ["twilio", {}],
  ["email", { text: "no sender" }],
])("%s: %j is nobody's message", (source, body) => {
  expect(answersFrom(source)!.readClues(body)).toBeNull();
});
