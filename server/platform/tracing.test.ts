import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { newId } from "./ids.ts";
import { createLogger } from "./logger.ts";
import { readOtlpHeaders } from "./otlp-headers.ts";
import { startTracing } from "./start-tracing.ts";
import { setTracing, traced, tracing } from "./tracing.ts";

type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: object }[];
  status: { code?: number; message?: string };
};

const closers: (() => void)[] = [];
afterEach(() => {
  setTracing(undefined);
  for (const close of closers.splice(0)) close();
});

/** A collector on loopback that speaks OTLP over HTTP. */
async function collector() {
  const heard: { path: string; authorization: string | undefined; service: string; spans: Span[] }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { resourceSpans } = JSON.parse(body);
    const [{ resource, scopeSpans }] = resourceSpans;
    const service = resource.attributes.find(({ key }: { key: string }) => key === "service.name");
    heard.push({
      path: request.url!,
      authorization: request.headers.authorization,
      service: service.value.stringValue,
      spans: scopeSpans.flatMap(({ spans }: { spans: Span[] }) => spans),
    });
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("off unless it is switched on: the work is done all the same", async () => {
  expect(tracing()).toBeUndefined();
  expect(await traced({ eventId: newId(), name: "step" }, async () => 7)).toBe(7);
});

test("an event's way is one trace: its id the event's, its parts under its arrival, whoever adds them", async () => {
  const { heard, url } = await collector();
  const start = () =>
    startTracing({
      endpoint: `${url}/`,
      headers: { authorization: "Bearer t" },
      serviceName: "desk",
      logger: createLogger("silent"),
    });
  const eventId = newId();
  const [one, other] = [start(), start()];
  one.arrived({
    eventId,
    name: "receive",
    startedAt: new Date(Date.now() - 50),
    endedAt: new Date(),
    attributes: { "firstline.source": "slack" },
  });
  setTracing(other);
  await traced({ eventId, name: "draft-suggestion" }, async () => 1, { learned: (n) => ({ tries: n }) });
  const failing = traced(
    { eventId, name: "attempt-delivery" },
    async () => {
      throw new Error("Dear Ada, your parcel");
    },
    { codeOf: () => "internal" },
  );
  await expect(failing).rejects.toThrow("Dear Ada");
  await Promise.all([one.stop(), other.stop()]);

  expect(heard.map(({ path, authorization, service }) => ({ path, authorization, service }))).toEqual(
    heard.map(() => ({ path: "/v1/traces", authorization: "Bearer t", service: "desk" })),
  );
  const spans = heard.flatMap(({ spans }) => spans);
  const traceId = eventId.replaceAll("-", "");
  expect(spans.map((span) => span.traceId)).toEqual([traceId, traceId, traceId]);
  const arrival = spans.find(({ name }) => name === "receive")!;
  expect(arrival.parentSpanId ?? "").toBe("");
  for (const name of ["draft-suggestion", "attempt-delivery"])
    expect(spans.find((span) => span.name === name)).toMatchObject({ parentSpanId: arrival.spanId });
  expect(spans.find(({ name }) => name === "attempt-delivery")!.status).toEqual({
    code: 2,
    message: "internal",
  });
  expect(JSON.stringify(spans)).not.toContain("Ada");
});

test("headers are name=value pairs, and anything else is told", () => {
  expect(readOtlpHeaders(undefined)).toEqual({});
  expect(readOtlpHeaders("Authorization=Bearer%20t, x-tenant = a=b")).toEqual({
    authorization: "Bearer t",
    "x-tenant": "a=b",
  });
  expect(() => readOtlpHeaders("Bearer t")).toThrow(/name=value/);
});

test("a collector that is away harms nobody", async () => {
  const away = startTracing({
    endpoint: "http://127.0.0.1:9",
    headers: {},
    serviceName: "desk",
    logger: createLogger("silent"),
  });
  setTracing(away);
  expect(await traced({ eventId: newId(), name: "step" }, async () => 7)).toBe(7);
  await away.stop().catch(() => {});
});
