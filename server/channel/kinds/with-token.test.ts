import { afterEach, describe, expect, test } from "vitest";
import {
  closeProviders,
  isTokenCall,
  memory,
  provider,
  send,
  tokenAnswer,
  working,
} from "../../testing/channel-provider.ts";

afterEach(closeProviders);

describe.each([
  ["wecom", { errcode: 42001, errmsg: "access_token expired" }],
  ["wecom", { errcode: 40014, errmsg: "invalid access_token" }],
  ["feishu", { code: 99991663, msg: "token invalid" }],
])("the token of %s", (row, stale) => {
  const { kind, config, secret, ok } = working[row]!;

  test("is fetched once, used again, and fetched anew when the provider calls it stale", async () => {
    let current = "T1";
    const server = await provider((heard) => {
      if (isTokenCall(heard)) return tokenAnswer(heard, current);
      const used = heard.query.get("access_token") ?? heard.headers.authorization?.slice("Bearer ".length);
      return { body: used === current ? ok : stale };
    });
    const tokens = memory();
    const again = () => send(kind, { host: server.host, config: config(server.url), secret, tokens });
    await again();
    await again();
    expect(server.heard.filter(isTokenCall)).toHaveLength(1);
    current = "T2";
    expect(await again()).toMatchObject({ outcome: "sent" });
    expect(tokens.saved).toEqual(["T1", "T2"]);
  });

  test("that stays stale is tried again later, not for ever", async () => {
    const server = await provider((heard) => (isTokenCall(heard) ? tokenAnswer(heard) : { body: stale }));
    const tokens = memory();
    await tokens.save("old", 1);
    const result = await send(kind, { host: server.host, config: config(server.url), secret, tokens });
    expect(result).toMatchObject({ outcome: "failed" });
    expect(server.heard).toHaveLength(3);
  });

  test("that is refused says why, and keeps no credential", async () => {
    const server = await provider(() => ({
      body: { errcode: 40013, code: 10003, errmsg: "invalid corpid", msg: "x" },
    }));
    const result = await send(kind, { host: server.host, config: config(server.url), secret });
    expect(result).toMatchObject({ outcome: "refused", error: /Check the (corp|app) id/ });
    expect(result).not.toHaveProperty("response");
  });

  test.each([
    ["credentials", { errcode: 40099, code: 10099 }],
    ["settings", { errcode: 60020, code: 19022 }],
  ])("that is refused for our %s is no customer's fault", async (fault, refusal) => {
    const server = await provider(() => ({ body: refusal }));
    const result = await send(kind, { host: server.host, config: config(server.url), secret });
    expect(result).toMatchObject({ outcome: "refused", fault });
  });
});
