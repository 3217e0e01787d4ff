import { expect, test } from "vitest";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { openSecrets } from "../secret/open-secrets.ts";
import { testContext } from "../testing/context.ts";
import { createChannel } from "./create-channel.ts";
import { getChannel } from "./get-channel.ts";
import { signingSecretOf } from "./rules.ts";
import { newChannel } from "./schema.ts";
import { updateChannel } from "./update-channel.ts";

const opened = () =>
  testContext({ outbound: createOutbound({ allowPrivateHosts: ["127.0.0.1:9", "127.0.0.1:10"] }) });

test("a secret of several strings is sealed whole, and shown by its last four characters", async () => {
  const ctx = await opened();
  const made = await createChannel({
    ctx,
    input: {
      kind: "dingtalk-robot",
      name: "Duty",
      config: { base_url: "http://127.0.0.1:9" },
      secret: { access_token: "tok-0123456789-wxyz", sign_secret: "SEC0123456789" },
    },
  });
  expect(made).toMatchObject({ kind: "dingtalk-robot", secretLast4: "wxyz" });
  expect(JSON.stringify(await getChannel({ ctx, input: { id: made.id } }))).not.toMatch(/tok-|SEC0/);
  const [secret] = await openSecrets(ctx.platform.database.prisma, { ctx, owner: signingSecretOf(made.id) });
  expect(JSON.parse(secret!.value)).toEqual({
    access_token: "tok-0123456789-wxyz",
    sign_secret: "SEC0123456789",
  });
});

test("another host without a new secret clears it; another setting does not", async () => {
  const ctx = await opened();
  const base = { provider: "http", url: "http://127.0.0.1:9/sms" };
  const { id } = await createChannel({
    ctx,
    input: { kind: "sms", name: "SMS", config: base, secret: "0123456789abcdef" },
  });
  const renamed = await updateChannel({ ctx, input: { id, config: { ...base, from: "Shop" } } });
  expect(renamed.secretLast4).toBe("cdef");
  const moved = await updateChannel({
    ctx,
    input: { id, config: { ...base, url: "http://127.0.0.1:10/sms" } },
  });
  expect(moved.secretLast4).toBeNull();
});

test.each([
  ["a mail server", { kind: "email", config: { host: "10.0.0.7", from: "help@shop.example" } }],
  [
    "a port that is none of mail's",
    { kind: "email", config: { host: "smtp.example.com", port: 22, from: "a@b.example" } },
  ],
  ["a gateway", { kind: "sms", config: { provider: "http", url: "http://169.254.169.254/" } }],
  ["an API's address", { kind: "wecom-robot", config: { base_url: "http://[::1]:80" } }],
] as const)("%s inside the network is refused when it is saved", async (_, { kind, config }) => {
  const ctx = await opened();
  await expect(
    createChannel({ ctx, input: { kind, name: "Inside", config, secret: "0123456789" } }),
  ).rejects.toMatchObject({ code: "host_not_allowed" });
});

test.each([
  { kind: "email", name: "E", config: { host: "smtp.example.com", from: "a@b.example\r\nBcc: x@y.example" } },
  { kind: "email", name: "E", config: { host: "smtp.example.com\r\n", from: "a@b.example" } },
  { kind: "sms", name: "S", config: { provider: "twilio", account_sid: "AC\u00001", from: "+1" } },
  { kind: "slack", name: "S", config: { channel: "C1\nX", base_url: "https://slack.com" } },
  { kind: "catcher", name: "C", config: {}, secret: "s" },
  { kind: "pigeon", name: "P", config: {} },
])("%o is refused", (input) => {
  expect(newChannel.safeParse(input).success).toBe(false);
});

test("an account with a provider keeps its address by default", () => {
  expect(
    newChannel.parse({
      kind: "wecom",
      name: "W",
      config: { corp_id: "ww1", agent_id: "1000002" },
      secret: "s",
    }),
  ).toMatchObject({ config: { base_url: "https://qyapi.weixin.qq.com", agent_id: 1000002 } });
});
