import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { newSecret, prepareApp } from "../server/testing/start-app.ts";
import { ownPort } from "./desk.ts";

/** The product as a process, killed outright between its promises and their keeping. */

type Received = { id: string; text: string };

async function receiver(secret: string) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { data } = new Webhook(secret).verify(body, request.headers as Record<string, string>) as {
      data: { text: string };
    };
    received.push({ id: String(request.headers["webhook-id"]), text: data.text });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { received, host, close: () => server.close() };
}

type Listed<T> = { data: T[]; next_cursor: string | null };
type EventRow = { id: string; event_key: string; status: string; suggestion_id: string | null };

test("SIGKILL between the 202 and the suggestion, and again while replies leave, changes nothing but the time", async () => {
  test.setTimeout(240_000);
  const [endpointSecret, channelSecret] = [newSecret(), newSecret()];
  const shop = await receiver(channelSecret);
  const app = prepareApp(ownPort.crash, { FIRSTLINE_ALLOW_PRIVATE_HOSTS: shop.host });
  const everyEvent = async () => {
    const rows: EventRow[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Listed<EventRow> = await app.api(
        "GET",
        `/api/v1/events?limit=100${cursor && `&cursor=${cursor}`}`,
      );
      rows.push(...page.data);
      cursor = page.next_cursor;
    }
    return rows;
  };
  try {
    await app.start();
    const channel = await app.api<{ id: string }>("POST", "/api/v1/channels", {
      name: "Shop",
      kind: "webhook",
      config: { url: `http://${shop.host}/` },
      secret: channelSecret,
    });
    await app.api("POST", "/api/v1/playbooks", { name: "To the shop", channel_id: channel.id, priority: 10 });
    await app.api("POST", "/api/v1/endpoints", {
      key: "tickets",
      name: "Tickets",
      verification: { scheme: "standard-webhooks", secret: endpointSecret },
    });

    // Three bursts, each cut off by SIGKILL as soon as some of its events have their answer.
    const acknowledged = new Set<string>();
    for (const [burst, answers] of [1, 8, 15].entries()) {
      let answered = 0;
      const enough = Promise.withResolvers<void>();
      const posts = Array.from({ length: 20 }, async (_, index) => {
        const key = `e-${burst}-${index}`;
        const event = { event_id: key, type: "ticket.created", text: `It is broken (${key})`, user_id: key };
        const answer = await app.post("tickets", endpointSecret, event).catch(() => undefined);
        if (answer?.status !== 202) return;
        acknowledged.add(key);
        if (++answered === answers) enough.resolve();
      });
      await enough.promise;
      await app.kill("SIGKILL");
      await Promise.all(posts);
      await app.start();
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(1 + 8 + 15);

    await expect(async () => {
      const rows = await everyEvent();
      const waiting = rows
        .filter(({ status }) => status === "awaiting_review")
        .map(({ event_key }) => event_key);
      // Stored without its answer having got out is fine; answered without being stored is not.
      expect(new Set(waiting)).toEqual(new Set(rows.map(({ event_key }) => event_key)));
      for (const key of acknowledged) expect(waiting).toContain(key);
    }).toPass({ timeout: 60_000 });

    // Approve everything; kill in the middle of the sending.
    const rows = await everyEvent();
    const approvals = rows.map(async ({ suggestion_id, event_key }) => {
      const answer = await app
        .api("POST", `/api/v1/suggestions/${suggestion_id}/approve`, { text: `Answer to ${event_key}` })
        .catch((error: Error) => error);
      return answer instanceof Error ? undefined : event_key;
    });
    await sleep(150);
    await app.kill("SIGKILL");
    const approved = (await Promise.all(approvals)).filter((key) => key !== undefined);
    await app.start();

    await expect(async () => {
      const { data } = await app.api<Listed<{ status: string }>>("GET", "/api/v1/deliveries?limit=100");
      expect(data.length).toBeGreaterThanOrEqual(approved.length);
      expect(data.filter(({ status }) => status !== "sent")).toEqual([]);
    }).toPass({ timeout: 60_000 });
    // One effect a key: a repeated attempt carries the same id and the same text.
    const effects = new Map(shop.received.map(({ id, text }) => [id, text]));
    for (const { id, text } of shop.received) expect(text).toBe(effects.get(id));
    const texts = [...effects.values()];
    expect(new Set(texts).size).toBe(texts.length);
    for (const key of approved) expect(texts).toContain(`Answer to ${key}`);
  } finally {
    await app.remove();
    shop.close();
  }
});

test("a second start on the same data is quick, and SIGTERM ends it cleanly", async () => {
  test.setTimeout(120_000);
  const app = prepareApp(ownPort.restart);
  try {
    await app.start();
    expect(await app.kill("SIGTERM")).toBe(0);
    expect(await app.start()).toBeLessThan(10_000);
    expect(await app.kill("SIGTERM")).toBe(0);
  } finally {
    await app.remove();
  }
});
