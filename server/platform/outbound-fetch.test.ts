import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutbound } from "./outbound-fetch.ts";
import { isPublicAddress, isPublicHost } from "./outbound-guard/public-address.ts";

type Case = {
  id: string;
  url: string;
  expected: "blocked" | "allowed" | "allowed-or-blocked";
  reason: string;
  dns?: Record<string, string[][]>;
  redirect?: { status: number; location: string }[];
  config?: { allowHosts: string[] };
};

const data = join(
  process.env.FIRSTLINE_TEST_DATA ?? join(import.meta.dirname, "../../../shared/data"),
  "attacks",
);
function readData<T>(name: string): T | undefined {
  try {
    return JSON.parse(readFileSync(join(data, name), "utf8")) as T;
  } catch {
    console.error(`skipped: the cases of attacks/${name} are not here`);
    return undefined;
  }
}

const outbounds: { close(): Promise<void> }[] = [];
function outboundWith(options: Parameters<typeof createOutbound>[0]) {
  const outbound = createOutbound(options);
  outbounds.push(outbound);
  return outbound;
}

const servers: Server[] = [];
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const heard: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    heard.push(request);
    answer(request, response);
  });
  let connections = 0;
  server.on("connection", () => connections++);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, heard, host: `127.0.0.1:${port}`, connections: () => connections };
}
afterAll(async () => {
  await Promise.all(outbounds.map((outbound) => outbound.close()));
  for (const server of servers) server.close();
});

/** Answers each lookup of a name with the next of its scripted answers, everything else with a public address. */
function scripted(dns: Record<string, string[][]> = {}) {
  const asked = new Map<string, number>();
  return async (hostname: string) => {
    // nip.io answers with the address that stands in the name.
    const named = hostname.match(/(\d+\.\d+\.\d+\.\d+)\.nip\.io$/)?.[1];
    const script = dns[hostname] ?? [[named ?? "93.184.216.34"]];
    const n = asked.get(hostname) ?? 0;
    asked.set(hostname, n + 1);
    const addresses = script[Math.min(n, script.length - 1)] ?? [];
    return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
}

const request = (url: string) => ({
  url,
  method: "GET",
  headers: {},
  timeoutMs: 2000,
  maxResponseBytes: 1000,
});

describe("where requests may go", () => {
  let canary: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    canary = await serve((_, response) => response.end("canary"));
  });
  const cases = readData<{ cases: Case[] }>("ssrf.json")?.cases ?? [];
  const here = (text: string) =>
    text.replaceAll("CANARY", String(canary.port)).replaceAll("ALLOWED", String(canary.port));

  it.each(cases.filter((one) => !one.redirect).map((one) => [one.id, one.reason, one] as const))(
    "%s %s",
    async (_, __, { url, expected, dns, config }) => {
      const outbound = outboundWith({
        allowPrivateHosts: (config?.allowHosts ?? []).map(here),
        resolve: scripted(dns),
      });
      const before = canary.connections();
      const saved = await outbound.checkUrl(here(url)).then(
        () => "allowed",
        (error) => error.code,
      );
      if (expected === "allowed") expect(saved).toBe("allowed");
      if (expected !== "blocked") return;
      const sent = await outbound.fetch(request(here(url))).then(
        () => "sent",
        (error) => error.code ?? error.message,
      );
      expect(canary.connections()).toBe(before);
      expect(sent).toMatch(/host_not_allowed|could not be reached/);
      // A name without an address may be saved (it may get one later), but leads nowhere.
      const nowhere = Object.values(dns ?? {}).some((answers) => answers.every((one) => one.length === 0));
      // A name may look public when it is saved and not when it is used: one of the two has to notice.
      if (!nowhere) expect([saved, sent]).toContain("host_not_allowed");
    },
  );

  it.each(cases.filter((one) => one.redirect).map((one) => [one.id, one.reason, one] as const))(
    "%s %s",
    async (_, __, { redirect }) => {
      const { status, location } = redirect![0]!;
      const target = await serve((_request, response) =>
        response.writeHead(status, { location: here(location) }).end("elsewhere"),
      );
      const before = canary.connections();
      const outbound = outboundWith({ allowPrivateHosts: [target.host] });
      const answer = await outbound.fetch(request(`http://${target.host}/r`));
      expect([answer.status, target.heard.length, canary.connections()]).toEqual([status, 1, before]);
    },
  );

  it("opens exactly what the operator named", async () => {
    const outbound = outboundWith({ allowPrivateHosts: [canary.host, "[::1]:4299", "erp.lan:8080"] });
    expect(await outbound.fetch(request(`http://${canary.host}/`))).toMatchObject({
      status: 200,
      body: "canary",
    });
    for (const url of ["http://[::1]:4299/", "http://erp.lan:8080/x", "http://ERP.lan:8080/"])
      expect((await outbound.checkUrl(url)).host).toMatch(/:(4299|8080)$/);
    for (const url of [
      `http://127.0.0.2:${canary.port}/`,
      `http://localhost:${canary.port}/`,
      "http://erp.lan/",
    ])
      await expect(outbound.checkUrl(url)).rejects.toMatchObject({ code: "host_not_allowed" });
  });

  it("tells a name that is not there now from a place that is forbidden", async () => {
    const outbound = outboundWith({ allowPrivateHosts: [], resolve: scripted({ "nx.example.com": [[]] }) });
    await expect(outbound.fetch(request("http://nx.example.com/"))).rejects.toSatisfy(
      (error: Error & { code?: string }) =>
        error.code === undefined && error.message.includes("nx.example.com"),
    );
  });
});

describe("public addresses", () => {
  it.each(["8.8.8.8", "172.32.0.1", "168.63.129.15", "2606:4700:4700::1111", "2a00:1450::1"])(
    "%s is one",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  it.each(["::ffff:8.8.8.8", "fe80::1%eth0", "168.63.129.16", "2001:0:4136::1", "4000::1", "nonsense", ""])(
    "%s is none",
    (address) => expect(isPublicAddress(address)).toBe(false),
  );
  it.each([
    ["desk.example.com", true],
    ["8.8.8.8", true],
    ["[2606:4700:4700::1111]", true],
    ["localhost", false],
    ["127.0.0.1", false],
    ["10.0.0.7", false],
    ["[::1]", false],
    ["desk", false],
    ["desk.localhost", false],
    ["desk.LAN", false],
  ])("somebody outside could mean us by %s: %s", (host, expected) => {
    expect(isPublicHost(host)).toBe(expected);
  });
});

describe("what is sent and kept", () => {
  it("sends what it is told, follows nothing, and keeps no more than it should", async () => {
    const target = await serve((_, response) =>
      response.writeHead(200, { "x-a": ["1", "2"] }).end("é".repeat(600)),
    );
    const outbound = outboundWith({ allowPrivateHosts: [target.host] });
    const answer = await outbound.fetch({
      url: `http://${target.host}/a?b=c`,
      method: "post",
      headers: { "content-type": "application/json", "Idempotency-Key": "k" },
      body: '{"text":"你好"}',
      timeoutMs: 2000,
      maxResponseBytes: 1001,
    });
    expect(target.heard[0]).toMatchObject({
      method: "POST",
      url: "/a?b=c",
      headers: { "idempotency-key": "k" },
    });
    expect(answer).toMatchObject({
      status: 200,
      truncated: true,
      body: "é".repeat(500),
      headers: { "x-a": "1, 2" },
    });
  });

  it("stops reading an endless answer", async () => {
    const target = await serve((_, response) => {
      const timer = setInterval(() => response.write("x".repeat(65_536)), 1);
      response.on("close", () => clearInterval(timer));
    });
    const outbound = outboundWith({ allowPrivateHosts: [target.host] });
    const answer = await outbound.fetch({ ...request(`http://${target.host}/`), maxResponseBytes: 100_000 });
    expect([answer.body.length, answer.truncated]).toEqual([100_000, true]);
  });

  it.each([
    ["never answers", () => {}],
    ["dribbles", (response: ServerResponse) => void setInterval(() => response.write("."), 20).unref()],
  ])("gives up in time on a server that %s", async (_, answer) => {
    const target = await serve((_request, response) => answer(response));
    const outbound = outboundWith({ allowPrivateHosts: [target.host] });
    const begun = performance.now();
    await expect(outbound.fetch({ ...request(`http://${target.host}/`), timeoutMs: 300 })).rejects.toThrow(
      "did not answer within 300 ms",
    );
    expect(performance.now() - begun).toBeLessThan(1500);
  });

  it("says so when nobody listens", async () => {
    const outbound = outboundWith({ allowPrivateHosts: ["127.0.0.1:1"] });
    await expect(outbound.fetch(request("http://127.0.0.1:1/"))).rejects.toThrow(
      /could not be reached: ECONNREFUSED/,
    );
  });

  it.each([
    ...(readData<{ header_values: { s: string }[] }>("headers_mail.json")?.header_values ?? []).map(
      ({ s }) => ["x-note", s] as const,
    ),
    ...(readData<{ header_names: { s: string }[] }>("headers_mail.json")?.header_names ?? []).map(
      ({ s }) => [s, "v"] as const,
    ),
    ["authorization", "Bearer a\r\nx: y"] as const,
    ["TRANSFER-ENCODING", "chunked"] as const,
  ])("lets no header injection pass: %j: %j", async (name, value) => {
    const target = await serve((_, response) => response.end());
    const outbound = outboundWith({ allowPrivateHosts: [target.host] });
    const headers = Object.fromEntries([[name, value]]);
    const outcome = await outbound.fetch({ ...request(`http://${target.host}/`), headers }).then(
      () => "sent",
      (error) => error.code,
    );
    expect(target.heard[0]?.headers["x-injected"]).toBeUndefined();
    // A space or letters alone inject nothing; they arrive as what they are.
    if (outcome === "sent") expect(target.heard[0]?.headers["x-note"]).toBe(value);
    else expect([outcome, target.connections()]).toEqual(["invalid_input", 0]);
  });

  it("uses no proxy of the environment", async () => {
    const proxy = await serve((_, response) => response.end("proxied"));
    const target = await serve((_, response) => response.end("direct"));
    const names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"];
    const before = names.map((name) => process.env[name]);
    for (const name of names) process.env[name] = `http://${proxy.host}`;
    try {
      const outbound = outboundWith({ allowPrivateHosts: [target.host] });
      expect((await outbound.fetch(request(`http://${target.host}/`))).body).toBe("direct");
    } finally {
      names.forEach((name, i) => {
        if (before[i] === undefined) delete process.env[name];
        else process.env[name] = before[i];
      });
    }
  });
});
