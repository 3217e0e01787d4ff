import { afterEach, expect, test } from "vitest";
import {
  type Answer,
  closeProviders,
  type Heard,
  isTokenCall,
  provider,
  send,
  tokenAnswer,
  working,
} from "../../testing/channel-provider.ts";
import { bearingOf } from "../rules.ts";
import type { SendResult } from "./kind.ts";
import { channelKindNames } from "./kinds.ts";

afterEach(closeProviders);

const rows: typeof working = {
  ...working,
  webhook: {
    kind: "webhook",
    config: (url: string) => ({ url: `${url}/hook` }),
    secret: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
    ok: {},
  },
};
type Row = (typeof working)[string];

/** How each provider says no in its own words, with HTTP 200 where that is its way. */
const refusals: Record<string, { key: Answer; busy: Answer }> = {
  slack: {
    key: { body: { ok: false, error: "invalid_auth" } },
    busy: { status: 429, headers: { "retry-after": "7" } },
  },
  "dingtalk-robot": {
    key: { body: { errcode: 310000, errmsg: "sign" } },
    busy: { body: { errcode: 130101, errmsg: "fast" } },
  },
  feishu: { key: { body: { code: 10014, msg: "secret" } }, busy: { body: { code: 99991400, msg: "limit" } } },
  "feishu-robot": {
    key: { body: { code: 19021, msg: "sign" } },
    busy: { body: { code: 11232, msg: "limit" } },
  },
  wecom: {
    key: { body: { errcode: 40013, errmsg: "corpid" } },
    busy: { body: { errcode: 45009, errmsg: "limit" } },
  },
  "wecom-robot": {
    key: { body: { errcode: 93000, errmsg: "key" } },
    busy: { body: { errcode: 45009, errmsg: "limit" } },
  },
  "wecom-kf": {
    key: { body: { errcode: 40013, errmsg: "corpid" } },
    busy: { body: { errcode: 45009, errmsg: "limit" } },
  },
  "sms, twilio": {
    key: { status: 401, body: { code: 20003, message: "Authenticate" } },
    busy: { status: 429, body: { code: 20429, message: "Too many" } },
  },
  "sms, aliyun": {
    key: { status: 404, body: { Code: "InvalidAccessKeyId.NotFound", Message: "key" } },
    busy: { body: { Code: "isv.BUSINESS_LIMIT_CONTROL", Message: "limit" } },
  },
  "sms, http": { key: { status: 401 }, busy: { status: 429, headers: { "retry-after": "7" } } },
  webhook: { key: { status: 401 }, busy: { status: 429, headers: { "retry-after": "7" } } },
};

const faults: Record<string, (name: string) => Answer> = {
  "wrong key": (name) => refusals[name]!.key,
  "too fast": (name) => refusals[name]!.busy,
  "server error": () => ({ status: 500, body: {} }),
  "HTML page": () => ({
    status: 502,
    headers: { "content-type": "text/html" },
    body: "<html>Bad gateway</html>",
  }),
  "line lost": () => "hang up",
};

/** What the delivery makes of it: sent, again (later), over (for good), or ask (nobody knows: a person decides). */
const words = { sent: "sent", failed: "again", refused: "over", unknown: "ask" };

/** With what that says of the channel: an exclamation mark pauses it at once, a star counts towards an outage. */
function said(result: SendResult): string {
  const bearing = bearingOf(result);
  const mark = bearing === null || bearing === "works" ? "" : bearing === "trouble" ? "*" : "!";
  return words[result.outcome] + mark;
}

async function outcome(row: Row, answer: (heard: Heard) => Answer): Promise<string> {
  const there = await provider((heard) => (isTokenCall(heard) ? tokenAnswer(heard) : answer(heard)));
  const result = await send(row.kind, {
    host: there.host,
    config: row.config(there.url),
    secret: row.secret,
  });
  const sentence = "error" in result ? result.error : "";
  // A provider's page is no sentence for a person.
  expect(sentence).not.toMatch(/</);
  return said(result);
}

async function nobodyThere(row: Row): Promise<string> {
  const host = "127.0.0.1:9";
  const result = await send(row.kind, { host, config: row.config(`http://${host}`), secret: row.secret });
  return said(result);
}

test("channels and faults: what a delivery makes of each", async () => {
  const columns = ["", "well", ...Object.keys(faults), "nobody there"];
  const lines: string[][] = [columns];
  for (const [name, row] of Object.entries(rows)) {
    const cells = [await outcome(row, () => ({ body: row.ok }))];
    for (const fault of Object.values(faults)) cells.push(await outcome(row, () => fault(name)));
    lines.push([name, ...cells, await nobodyThere(row)]);
  }
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const table = lines.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join("  ")
      .trimEnd(),
  );
  expect(`\n${table.join("\n")}\n`).toMatchInlineSnapshot(`
    "
                    well  wrong key  too fast  server error  HTML page  line lost  nobody there
    slack           sent  over!      again     again*        again*     ask*       again*
    dingtalk-robot  sent  over       again     again*        again*     ask*       again*
    feishu-robot    sent  over!      again     again*        again*     ask*       again*
    wecom-robot     sent  over!      again     again*        again*     ask*       again*
    wecom           sent  over!      again     again*        again*     ask*       again*
    wecom-kf        sent  over!      again     again*        again*     again*     again*
    feishu          sent  over!      again     again*        again*     again*     again*
    sms, twilio     sent  over!      again     again*        again*     ask*       again*
    sms, aliyun     sent  over!      again     again*        again*     ask*       again*
    sms, http       sent  over!      again     again*        again*     ask*       again*
    webhook         sent  again*     again     again*        again*     again*     again*
    "
  `);
});

test("every kind that reaches a provider over HTTP has its row", () => {
  const named = new Set(Object.values(rows).map(({ kind }) => kind as string));
  // E-mail has its own table of SMTP's answers; the catcher reaches nobody.
  expect(channelKindNames.filter((kind) => !named.has(kind)).sort()).toEqual(["catcher", "email"]);
});
