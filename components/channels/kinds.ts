import type { ChannelKindName } from "../../server/channel/kinds/kinds.ts";
import type { Channel } from "../../server/channel/schema.ts";

type Field = {
  name: string;
  type?: "url" | "number" | "email";
  optional?: true;
  options?: readonly string[];
};

type Form = {
  kind: ChannelKindName;
  /** Settings that this form stands for. */
  fixed?: Record<string, string>;
  fields: readonly Field[];
  /** One secret is sent as text, several as an object by their keys. */
  secrets: readonly { name: string; key?: string; optional?: true }[];
  /** It writes to a person, so a test needs one. */
  recipient?: true;
  /** Its secret only signs, and is made here. */
  makesSecret?: true;
};

const tls = ["starttls", "implicit", "plain"] as const;
const receiver = ["open_id", "user_id", "union_id", "email", "chat_id"] as const;

/**
 * The kinds of channel as forms: what each is configured with, in the order it is asked for, and its secrets. Their words are
 * in the messages under `channel`. Settings without a field here keep what they are.
 */
export const channelForms = {
  webhook: {
    kind: "webhook",
    fields: [{ name: "url", type: "url" }],
    secrets: [{ name: "signing", optional: true }],
    makesSecret: true,
  },
  catcher: { kind: "catcher", fields: [], secrets: [] },
  email: {
    kind: "email",
    fields: [
      { name: "host" },
      { name: "port", type: "number" },
      { name: "tls", options: tls },
      { name: "user", optional: true },
      { name: "from", type: "email" },
      { name: "from_name", optional: true },
      { name: "reply_to", type: "email", optional: true },
    ],
    secrets: [{ name: "password", optional: true }],
    recipient: true,
  },
  wecom: {
    kind: "wecom",
    fields: [{ name: "corp_id" }, { name: "agent_id", type: "number" }, { name: "to_user", optional: true }],
    secrets: [{ name: "app_secret" }],
    recipient: true,
  },
  wecomRobot: { kind: "wecom-robot", fields: [], secrets: [{ name: "robot_key" }] },
  wecomCustomers: {
    kind: "wecom-kf",
    fields: [{ name: "corp_id" }, { name: "open_kfid" }],
    secrets: [{ name: "app_secret" }],
    recipient: true,
  },
  dingtalkRobot: {
    kind: "dingtalk-robot",
    fields: [],
    secrets: [
      { name: "access_token", key: "access_token" },
      { name: "sign_secret", key: "sign_secret", optional: true },
    ],
  },
  feishu: {
    kind: "feishu",
    fields: [
      { name: "app_id" },
      { name: "receive_id_type", options: receiver },
      { name: "receive_id", optional: true },
    ],
    secrets: [{ name: "app_secret" }],
    recipient: true,
  },
  feishuRobot: {
    kind: "feishu-robot",
    fields: [],
    secrets: [
      { name: "hook_token", key: "hook_token" },
      { name: "sign_secret", key: "sign_secret", optional: true },
    ],
  },
  slack: {
    kind: "slack",
    fields: [{ name: "channel", optional: true }],
    secrets: [{ name: "bot_token" }],
    recipient: true,
  },
  smsAliyun: {
    kind: "sms",
    fixed: { provider: "aliyun" },
    fields: [
      { name: "access_key_id" },
      { name: "sign_name" },
      { name: "template_code" },
      { name: "template_variable", optional: true },
    ],
    secrets: [{ name: "access_key_secret" }],
    recipient: true,
  },
  smsTwilio: {
    kind: "sms",
    fixed: { provider: "twilio" },
    fields: [{ name: "account_sid" }, { name: "from" }],
    secrets: [{ name: "auth_token" }],
    recipient: true,
  },
  smsGateway: {
    kind: "sms",
    fixed: { provider: "http" },
    fields: [
      { name: "url", type: "url" },
      { name: "from", optional: true },
    ],
    secrets: [{ name: "bearer_token" }],
    recipient: true,
  },
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof channelForms;
export type FieldName = (typeof channelForms)[FormName]["fields"][number]["name"];
export type SecretName = (typeof channelForms)[FormName]["secrets"][number]["name"];
export const formNames = Object.keys(channelForms) as FormName[];

/** A form with what all of them have, its names kept for the messages. */
export const formOf = (name: FormName) =>
  channelForms[name] as Omit<Form, "fields" | "secrets"> & {
    fields: readonly (Omit<Field, "name"> & { name: FieldName })[];
    secrets: readonly (Omit<Form["secrets"][number], "name"> & { name: SecretName })[];
  };

/** The form that a channel was made with. */
export function formNameOf(channel: Pick<Channel, "kind" | "config">): FormName {
  const found = formNames.find((name) => {
    const { kind, fixed } = formOf(name);
    return kind === channel.kind && (!fixed || fixed.provider === channel.config.provider);
  });
  return found ?? "webhook";
}

/** What a filled-in form says: the settings on top of those the channel has, and a secret where one was typed. */
export function readForm(
  name: FormName,
  text: (field: string) => string,
  before: Record<string, unknown> = {},
): { config: Record<string, unknown>; secret?: string | Record<string, string> } {
  const { fixed, fields, secrets } = formOf(name);
  const config = { ...before, ...fixed };
  for (const field of fields) {
    if (text(field.name)) config[field.name] = text(field.name);
    else delete config[field.name];
  }
  const typed = secrets.filter((secret) => text(`secret.${secret.name}`));
  if (typed.length === 0) return { config };
  if (!secrets[0]?.key) return { config, secret: text(`secret.${typed[0]!.name}`) };
  return { config, secret: Object.fromEntries(typed.map((s) => [s.key!, text(`secret.${s.name}`)])) };
}

/** Where a channel leads, in one line: the setting that tells it from its like. */
export function leadsTo(channel: Pick<Channel, "kind" | "config">): string | undefined {
  const { config } = channel;
  const told = [config.url, config.from, config.channel, config.corp_id, config.app_id, config.account_sid];
  return [...told, config.access_key_id].find((value) => typeof value === "string");
}
