import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

export type Received = { id: string; verified: boolean; text: string; body: unknown };

export type Receiver = {
  host: string;
  url: string;
  received: Received[];
  /** How the next calls are answered; 200 when nothing is said. */
  answers: number[];
  close(): Promise<void>;
};

/** The customer's system: takes what is posted and checks the signature with the reference library. */
export async function startReceiver(secret: string): Promise<Receiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const webhook = new Webhook(secret);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const headers = request.headers as Record<string, string>;
      let verified = true;
      try {
        webhook.verify(raw, headers);
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        verified = false;
      }
      const body = JSON.parse(raw);
      received.push({ id: headers["webhook-id"] ?? "", verified, text: body.data.text, body });
      response.writeHead(answers.shift() ?? 200).end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/replies`,
    received,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
