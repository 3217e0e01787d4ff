import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { createCounter } from "./until.ts";

/** One idempotency key at the receiver. */
export type Effect = {
  /** Whose event it answers. */
  contact: string;
  calls: number;
  body: string;
};

/** How a call is answered: properly, not at all, or not after the effect was made. */
export type Manner = "ok" | "refuse" | "hang" | "drop after the effect";

export type Receiver = {
  host: string;
  url(path: string): string;
  effects: Map<string, Effect>;
  /** Counts new effects. */
  made: ReturnType<typeof createCounter>;
  calls(): number;
  /** The most effects that the events of one contact had. */
  mostPerContact(): number;
  /** What no receiver should see, a sentence each. */
  broken: string[];
  close(): void;
};

/**
 * The customer's system: verifies each call with the reference library of Standard Webhooks and honours the idempotency
 * key: the first call under a key has the effect, the others have none.
 * @param manner how call number `call` (from 1) under its key is answered
 */
export async function startReceiver(
  secret: string,
  manner: (path: string, call: number) => Manner = () => "ok",
): Promise<Receiver> {
  const effects = new Map<string, Effect>();
  const made = createCounter();
  const broken: string[] = [];
  const tried = new Map<string, number>();
  const webhook = new Webhook(secret);
  let calls = 0;

  function take(raw: string, headers: Record<string, string>, path: string, response: ServerResponse): void {
    const key = headers["idempotency-key"] ?? "";
    webhook.verify(raw, headers);
    if (key === "" || key !== headers["webhook-id"]) throw new Error("no idempotency key");
    const call = (tried.get(key) ?? 0) + 1;
    tried.set(key, call);
    const how = manner(path, call);
    if (how === "hang") return;
    if (how === "refuse") {
      response.writeHead(500).end("not now");
      return;
    }
    const known = effects.get(key);
    if (known) {
      known.calls++;
      if (known.body !== raw) broken.push(`Key ${key} came with two bodies.`);
    } else {
      const { data } = JSON.parse(raw) as { data: { contact: { external_id: string } } };
      effects.set(key, { contact: data.contact.external_id, calls: 1, body: raw });
      made.add();
    }
    if (how === "ok") response.writeHead(204).end();
    else response.destroy();
  }

  const server = createServer(async (request, response) => {
    let raw = "";
    try {
      for await (const part of request.setEncoding("utf8")) raw += part;
      calls++;
      take(raw, request.headers as Record<string, string>, request.url ?? "/", response);
    } catch (error) {
      // A sender that is killed in the middle of a call leaves half of one.
      if (request.complete) broken.push(`A call was not acceptable: ${error}`);
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    host,
    url: (path) => `http://${host}${path}`,
    effects,
    made,
    calls: () => calls,
    mostPerContact() {
      const keys = new Map<string, number>();
      for (const { contact } of effects.values()) keys.set(contact, (keys.get(contact) ?? 0) + 1);
      return Math.max(0, ...keys.values());
    },
    broken,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
