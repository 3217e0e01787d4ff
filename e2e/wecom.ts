import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signRequest } from "../server/endpoint/presets/write-sample.ts";
import { schemes } from "../server/endpoint/verification/schemes.ts";

export type WecomMessage = { touser: string; agentid: number; text: { content: string } };

/** WeCom as far as an application goes: it hands out tokens, takes messages, and posts what members write, sealed. */
export type Wecom = {
  host: string;
  url: string;
  app: { corp_id: string; agent_id: number };
  appSecret: string;
  /** What its screen shows of the callback. */
  callback: { token: string; encoding_aes_key: string; receive_id: string };
  /** Messages it took, oldest first. */
  messages: WecomMessage[];
  /** Posts what a member writes to the application, to the endpoint at this address. */
  write(endpointUrl: string, said: { member: string; text: string; id: string }): Promise<Response>;
  close(): Promise<void>;
};

export async function startWecom(): Promise<Wecom> {
  const app = { corp_id: "ww0123456789abcdef", agent_id: 1000002 };
  const appSecret = randomBytes(16).toString("hex");
  const callback = {
    token: "callbacktoken",
    encoding_aes_key: randomBytes(32).toString("base64").slice(0, 43),
    receive_id: app.corp_id,
  };
  const messages: WecomMessage[] = [];
  const accessToken = randomBytes(16).toString("hex");
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://wecom");
    let body = "";
    for await (const part of request) body += part;
    const say = (answer: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    if (pathname === "/cgi-bin/gettoken")
      return searchParams.get("corpid") === app.corp_id && searchParams.get("corpsecret") === appSecret
        ? say({ errcode: 0, errmsg: "ok", access_token: accessToken, expires_in: 7200 })
        : say({ errcode: 40001, errmsg: "invalid credential" });
    if (searchParams.get("access_token") !== accessToken)
      return say({ errcode: 40014, errmsg: "invalid access_token" });
    messages.push(JSON.parse(body) as WecomMessage);
    say({ errcode: 0, errmsg: "ok", msgid: `m${messages.length}` });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    app,
    appSecret,
    callback,
    messages,
    write(endpointUrl, { member, text, id }) {
      const fields = {
        ToUserName: app.corp_id,
        FromUserName: member,
        CreateTime: String(Math.floor(Date.now() / 1000)),
        MsgType: "text",
        Content: text,
        MsgId: id,
        AgentID: String(app.agent_id),
      };
      const xml = Object.entries(fields).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`);
      const signed = signRequest(schemes.get("wecom")!, {
        url: endpointUrl,
        unsigned: { headers: { "content-type": "text/xml" }, body: `<xml>${xml.join("")}</xml>` },
        secret: JSON.stringify(callback),
        options: {},
        at: new Date(),
        seed: id,
      });
      return fetch(signed.url, { method: "POST", headers: signed.headers, body: signed.body as BodyInit });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
