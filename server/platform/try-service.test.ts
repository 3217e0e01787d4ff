import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createOpenAI } from "@ai-sdk/openai";
import { afterEach, expect, it, test } from "vitest";
import { readSettings } from "../env.ts";
import { testPlatform } from "../testing/context.ts";
import { outcomeOf, tryService } from "./try-service.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A platform whose model is asked at a real server on loopback that answers with this status. */
async function withModel(status: number) {
  const server = createServer((_, response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(
      JSON.stringify(
        status === 200
          ? {
              id: "1",
              created: 1,
              model: "m",
              choices: [{ index: 0, message: { role: "assistant", content: "ok" }, finish_reason: "stop" }],
            }
          : { error: { message: "no", type: "t" } },
      ),
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const settings = readSettings({
    PORT: "3999",
    FIRSTLINE_LOG_LEVEL: "silent",
    FIRSTLINE_MODEL: "m",
    OPENAI_API_KEY: "k",
    OPENAI_BASE_URL: baseURL,
  });
  return testPlatform({ settings, languageModel: createOpenAI({ baseURL, apiKey: "k" }).chat("m") });
}

it.each([
  [200, "ok"],
  [401, "refused"],
  [404, "unknown_name"],
])("a model that answers %d is %s", async (status, outcome) => {
  expect(await tryService(await withModel(status), "model")).toMatchObject({ outcome });
});

it("says that no model is set, and asks the database for real", async () => {
  expect(await tryService(testPlatform(), "model")).toMatchObject({ outcome: "built_in" });
  expect(await tryService(testPlatform(), "database")).toMatchObject({ outcome: "ok" });
});

test.each([
  [Object.assign(new Error("x"), { code: "ECONNREFUSED" }), "unreachable"],
  [new Error("outer", { cause: Object.assign(new Error("x"), { statusCode: 429 }) }), "busy"],
  [new DOMException("late", "TimeoutError"), "unreachable"],
  [new Error("odd"), "failed"],
])("%s means %s", (error, outcome) => {
  expect(outcomeOf(error)).toBe(outcome);
});
