import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createDrain } from "./drain.ts";

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

/** A server whose answers the test gives; `asked` settles with the response to each path. */
async function serve() {
  const drain = createDrain(["/engine/"]);
  const waiting = new Map<string, (response: ServerResponse) => void>();
  const server = createServer(
    drain.around((request, response) => waiting.get(request.url ?? "")?.(response)),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  closings.push(() => server.close().closeAllConnections());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (path: string) => {
    const asked = new Promise<ServerResponse>((resolve) => waiting.set(path, resolve));
    const answer = fetch(`${origin}${path}`, { method: "POST", body: "{}" });
    answer.catch(() => {});
    return { answer, response: await asked };
  };
  return { drain, server, origin, ask };
}

const isDone = (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setTimeout(resolve, 100, false))]);

describe("the end of a process", () => {
  test("waits for the request under way, and refuses the next with 503 and when to come again", async () => {
    const { drain, server, origin, ask } = await serve();
    const { answer, response } = await ask("/hook");
    const begun = drain.begin();
    const refused = await fetch(`${origin}/hook`, { method: "POST", body: "{}" });
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await refused.json()).toMatchObject({ error: { code: "storage_unavailable" } });
    expect(await isDone(begun)).toBe(false);
    response.writeHead(202).end("stored");
    expect(await (await answer).text()).toBe("stored");
    await begun;
    await drain.close(server);
    await expect(fetch(`${origin}/hook`)).rejects.toThrow("fetch failed");
  });

  test("serves the engine until the port closes, and lets a step under way finish", async () => {
    const { drain, server, ask } = await serve();
    const first = await ask("/engine/step");
    await drain.begin();
    const closed = drain.close(server);
    expect(await isDone(closed)).toBe(false);
    first.response.end("first");
    expect(await (await first.answer).text()).toBe("first");
    await closed;
  });

  test("takes the engine's calls also after it began", async () => {
    const { drain, server, ask } = await serve();
    await drain.begin();
    const { answer, response } = await ask("/engine/step");
    response.end("done");
    expect(await (await answer).text()).toBe("done");
    await drain.close(server);
  });

  test("does not wait for a stream that never ends", async () => {
    const { drain, server, ask } = await serve();
    const { answer, response } = await ask("/live");
    response.writeHead(200).write("hello");
    const reader = (await answer).body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("hello");
    await drain.begin();
    await drain.close(server);
    await expect(reader.read()).rejects.toThrow();
  });
});
