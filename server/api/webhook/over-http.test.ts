import { once } from "node:events";
import { createServer, request as httpRequest, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import {
  connectSender,
  standardSignature,
  testSecret,
  type WebhookSender,
} from "../../testing/webhook-sender.ts";
import { createFront } from "../http/create-front.ts";
import { handleWebhook } from "./handle-webhook.ts";

const limit = 1024 * 1024;
let ctx: Context;
let sender: WebhookSender;
let server: Server;
let port: number;

beforeAll(async () => {
  ctx = await testContext();
  sender = await connectSender(ctx);
  const { platform } = ctx;
  server = createServer(
    // Short enough to be waited for here; the product allows 30 s.
    { requestTimeout: 1500, connectionsCheckingInterval: 200 },
    createFront({
      publicUrl: platform.settings.publicUrl,
      trustedProxyHops: 0,
      pages: undefined,
      mounts: [
        { path: "/api/webhook/v1/", handler: (request, peer) => handleWebhook(platform, request, peer) },
      ],
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const path = () => `/api/webhook/v1/${sender.endpoint.key}`;
const signed = (body: string | Uint8Array) => {
  const id = `msg_${newId()}`;
  const timestamp = Math.floor(Date.now() / 1000);
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${standardSignature(testSecret, id, timestamp, body)}`,
  };
};
const events = () =>
  ctx.platform.database.prisma.incomingEvent.count({ where: { workspaceId: ctx.workspaceId } });

type Answer = { status: number; code: string | undefined; requestId: string };

/** Sends chunks as they come, with a length announced or not; resolves with the answer or "closed". */
function send(
  headers: Record<string, string | string[]>,
  chunks: Uint8Array[],
  method = "POST",
): Promise<Answer | "closed"> {
  return new Promise((resolve) => {
    const request = httpRequest({ port, host: "127.0.0.1", path: path(), method, headers, agent: false });
    request.on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      const body = JSON.parse(text || "{}");
      resolve({
        status: response.statusCode!,
        code: body.error?.code,
        requestId: body.request_id ?? body.error?.request_id,
      });
    });
    request.on("error", () => resolve("closed"));
    for (const chunk of chunks) request.write(chunk);
    request.end();
  });
}

/** Writes bytes to the port as they are, and collects what comes back until the other side closes. */
async function raw(bytes: string, closeAfterMs?: number): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  socket.on("error", () => {});
  socket.write(bytes);
  if (closeAfterMs) setTimeout(() => socket.destroy(), closeAfterMs);
  await once(socket, "close");
  return answer;
}

test("a signed request is accepted, its headers kept in their order and apart", async () => {
  const body = JSON.stringify({ event_id: newId() });
  const answer = (await send({ ...signed(body), "X-Twice": ["a", "b"] }, [Buffer.from(body)])) as Answer;
  expect(answer.status).toBe(202);
  const { headers } = await getRequest({ ctx, input: { id: answer.requestId } });
  expect(headers.filter(([name]) => name === "X-Twice")).toEqual([
    ["X-Twice", "a"],
    ["X-Twice", "b"],
  ]);
});

test("two signature headers are two claims", async () => {
  const body = JSON.stringify({ event_id: newId() });
  const headers = signed(body);
  const twice = {
    ...headers,
    "webhook-signature": [headers["webhook-signature"], headers["webhook-signature"]],
  };
  expect(await send(twice, [Buffer.from(body)])).toMatchObject({ status: 403, code: "signature_malformed" });
});

describe("the body's limit", () => {
  const filled = (size: number) => {
    const frame = JSON.stringify({ event_id: newId(), text: "" });
    return Buffer.from(frame.replace('""', `"${"a".repeat(size - frame.length)}"`));
  };

  test("1 MiB is accepted", async () => {
    const body = filled(limit);
    const headers = { ...signed(body), "content-length": String(body.length) };
    expect(await send(headers, [body])).toMatchObject({ status: 202 });
  });

  test("one byte more is refused, announced or not, and only its headers are kept", async () => {
    const body = filled(limit + 1);
    const lengths: Record<string, string>[] = [
      { "content-length": String(body.length) },
      { "transfer-encoding": "chunked" },
    ];
    for (const length of lengths) {
      const answer = await send({ ...signed(body), ...length }, [
        body.subarray(0, 65_536),
        body.subarray(65_536),
      ]);
      expect(answer).toMatchObject({ status: 413, code: "payload_too_large" });
      const row = await getRequest({ ctx, input: { id: (answer as Answer).requestId } });
      expect(row).toMatchObject({ verdict: "rejected", reason: "payload_too_large", body: null });
      expect(row.bodySize).toBeGreaterThan(limit);
      expect(row.headers.length).toBeGreaterThan(3);
    }
  });

  test("a size is refused when it is announced, before a byte of it is sent", async () => {
    const text = await raw(
      `POST ${path()} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 104857600\r\n\r\n`,
      1000,
    );
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("an endless body without a length is cut off", async () => {
    const before = process.memoryUsage().rss;
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    socket.write(
      `POST ${path()} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(0x10000, " "), Buffer.from("\r\n")]);
    for (let i = 0; i < 1600 && !socket.destroyed && socket.writable; i++)
      if (!socket.write(chunk))
        await Promise.race([once(socket, "drain"), once(socket, "close")]).catch(() => {});
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * limit);
  });

  test("a compressed body is not inflated", async () => {
    const bomb = gzipSync(Buffer.alloc(10 * limit));
    expect(await send({ ...signed(bomb), "content-encoding": "gzip" }, [bomb])).toMatchObject({
      status: 415,
      code: "unsupported_media_type",
    });
  });

  test("64 bodies of 1 MiB at once are all answered, and the sender's retry is taken", async () => {
    const post = () => {
      const body = filled(limit);
      return send({ ...signed(body), "content-length": String(body.length) }, [body]);
    };
    const answers = await Promise.all(Array.from({ length: 64 }, post));
    // Where storage is slower than this, it says so; nothing is lost without an answer.
    for (const answer of answers) expect([202, 429, 503]).toContain((answer as Answer).status);
    await expect.poll(async () => ((await post()) as Answer).status, { timeout: 40_000 }).toBe(202);
  }, 60_000);
});

describe("a body that does not arrive", () => {
  const head = (length: number) => {
    const headers = Object.entries({ ...signed("{}"), "content-length": String(length) });
    return `POST ${path()} HTTP/1.1\r\nhost: a\r\n${headers.map((pair) => pair.join(": ")).join("\r\n")}\r\n\r\n`;
  };

  test("less than announced, then silence: closed, and no event", async () => {
    const before = await events();
    expect(await raw(`${head(200)}{"event_id":"half"`)).toMatch(/^(HTTP\/1\.1 408 [\s\S]*)?$/);
    expect(await events()).toBe(before);
  });

  test("the caller goes away half-way: recorded as incomplete", async () => {
    const before = await events();
    await raw(`${head(200)}{"event_id":"half"`, 100);
    await expect
      .poll(() =>
        ctx.platform.database.prisma.webhookRequest.count({
          where: { workspaceId: ctx.workspaceId, reason: "incomplete_body" },
        }),
      )
      .toBeGreaterThan(0);
    expect(await events()).toBe(before);
  });

  test("more than announced: the rest is no request, and no part of the event", async () => {
    const before = await events();
    const answer = await raw(`${head(2)}{}garbage`, 600);
    expect(answer).toMatch(/^HTTP\/1\.1 (202|400) /);
    expect(answer.match(/HTTP\/1\.1 202/g)?.length ?? 0).toBeLessThan(2);
    expect(await events()).toBeLessThanOrEqual(before + 1);
  });

  test("a length and chunks together are refused by the parser", async () => {
    const both = head(2).replace("\r\n\r\n", "\r\ntransfer-encoding: chunked\r\n\r\n");
    expect(await raw(`${both}2\r\n{}\r\n0\r\n\r\n`, 1000)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("others are served while one trickles", async () => {
    const slow = connect(port, "127.0.0.1");
    slow.on("error", () => {});
    slow.write(head(1000));
    const trickle = setInterval(() => slow.write(" "), 100);
    const body = JSON.stringify({ event_id: newId() });
    expect(await send(signed(body), [Buffer.from(body)])).toMatchObject({ status: 202 });
    const closed = once(slow, "close");
    slow.resume();
    await closed;
    clearInterval(trickle);
  });
});

test.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s is not a way to send", async (method) => {
  const answer = (await send({}, [], method)) as Answer;
  expect(answer.status).toBe(405);
});
