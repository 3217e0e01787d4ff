import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signRequest } from "../server/endpoint/presets/write-sample.ts";
import { schemes } from "../server/endpoint/verification/schemes.ts";

/** Twilio as far as text messages go: it takes them, and reports what becomes of them, signed. */
export type Twilio = {
  host: string;
  url: string;
  account: { sid: string; token: string; number: string };
  /** The SIDs of what it took, oldest first. */
  taken: string[];
  report(endpointUrl: string, said: { sid: string; status: string; code?: string }): Promise<Response>;
  close(): Promise<void>;
};

export async function startTwilio(): Promise<Twilio> {
  const account = {
    sid: `AC${"0".repeat(32)}`,
    token: "0123456789abcdef0123456789abcdef",
    number: "+15005550006",
  };
  const taken: string[] = [];
  const server = createServer((request, response) => {
    const sid = `SM${String(taken.length + 1).padStart(32, "0")}`;
    request.resume().on("end", () => {
      taken.push(sid);
      response.writeHead(201, { "content-type": "application/json" });
      response.end(JSON.stringify({ sid, status: "queued" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    account,
    taken,
    report(endpointUrl, { sid, status, code }) {
      const fields = {
        AccountSid: account.sid,
        From: account.number,
        MessageSid: sid,
        MessageStatus: status,
        ...(code && { ErrorCode: code }),
      };
      const { url, headers, body } = signRequest(schemes.get("twilio")!, {
        url: endpointUrl,
        unsigned: {
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams(fields).toString(),
        },
        secret: account.token,
        options: {},
        at: new Date(),
        seed: sid,
      });
      return fetch(url, { method: "POST", headers, body: Buffer.from(body) as BodyInit });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
