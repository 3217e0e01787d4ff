import { expect, it } from "vitest";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { createChannel } from "./create-channel.ts";
import { overviewSecrets } from "./overview-secrets.ts";
import { rotateChannelSecret } from "./rotate-channel-secret.ts";

it("names every secret's owner and shows four characters of it, the old one of a rotation too", async () => {
  const outbound = createOutbound({ allowPrivateHosts: ["127.0.0.1:9"] });
  const [ctx, other] = [await testContext({ outbound }), await testContext({ outbound })];
  const config = { url: "http://127.0.0.1:9/hook" };
  const { id, secret } = await createChannel({ ctx, input: { kind: "webhook", name: "Shop", config } });
  await createChannel({ ctx: other, input: { kind: "webhook", name: "Theirs", config } });
  const rotated = await rotateChannelSecret({ ctx, input: { id } });
  const shown = await overviewSecrets({ ctx });
  expect(shown).toMatchObject([
    { owner: { kind: "channel", id, name: "Shop" }, last4: rotated.secret.slice(-4), expiresAt: null },
    { owner: { name: "Shop" }, last4: secret!.slice(-4), expiresAt: rotated.oldValidUntil },
  ]);
  for (const value of [secret!, rotated.secret])
    expect(JSON.stringify(shown)).not.toContain(value.slice(6, 30));
});
