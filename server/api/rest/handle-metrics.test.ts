import { describe, expect, it } from "vitest";
import { readSettings } from "../../env.ts";
import { applyMigrations } from "../../platform/apply-migrations.ts";
import { openDatabase } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { testPlatform } from "../../testing/context.ts";
import { freshDatabase, migrationsFolder } from "../../testing/fresh-database.ts";
import { handleHealth } from "./handle-health.ts";
import { handleMetrics } from "./handle-metrics.ts";
import { handleRest } from "./handle-rest.ts";

const scrape = (platform: ReturnType<typeof testPlatform>, remoteAddress: string | undefined, headers = {}) =>
  handleMetrics(platform, new Request("http://127.0.0.1:3999/metrics", { headers }), { remoteAddress });

describe("GET /metrics", () => {
  it.each([
    ["this machine", "127.0.0.1", {}, 200],
    ["this machine by IPv6", "::1", {}, 200],
    ["this machine, mapped", "::ffff:127.0.0.1", {}, 200],
    ["another machine", "203.0.113.7", {}, 401],
    ["nobody knows where", undefined, {}, 401],
    ["behind a proxy on this machine", "127.0.0.1", { "x-forwarded-for": "203.0.113.7" }, 401],
    ["behind another kind of proxy", "127.0.0.1", { forwarded: "for=203.0.113.7" }, 401],
  ])("without a token, from %s", async (_, address, headers, status) => {
    expect((await scrape(testPlatform(), address, headers)).status).toBe(status);
  });

  it("with a token goes by the token alone", async () => {
    const platform = testPlatform({
      settings: readSettings({ FIRSTLINE_METRICS_TOKEN: "metrics-token-of-the-tests" }),
    });
    expect((await scrape(platform, "127.0.0.1")).status).toBe(401);
    expect((await scrape(platform, "127.0.0.1", { authorization: "Bearer wrong" })).status).toBe(401);
    expect(
      (await scrape(platform, "203.0.113.7", { authorization: "Bearer metrics-token-of-the-tests" })).status,
    ).toBe(200);
  });

  it("counts the channels that fail, that stopped by themselves and that a person paused, not the deleted ones", async () => {
    // It counts over all workspaces, and so the run's own database is no place for it.
    const fresh = await freshDatabase();
    const database = openDatabase(fresh.source);
    try {
      await applyMigrations(database.pool, migrationsFolder);
      const { prisma } = database;
      const now = new Date();
      const workspaceId = newId();
      await prisma.workspace.create({
        data: { id: workspaceId, name: "Test", slug: workspaceId, createdAt: now },
      });
      const channel = { workspaceId, name: "c", kind: "catcher", config: {}, createdAt: now, updatedAt: now };
      const stopped = { pausedAt: now, pauseReason: "gone", failedInARow: 1, failingSince: now };
      const states = [
        {},
        { failedInARow: 2, failingSince: now },
        { failedInARow: 3, failingSince: now },
        { pausedAt: now },
        { pausedAt: now },
        ...Array.from({ length: 3 }, () => stopped),
        { ...stopped, deletedAt: now },
      ];
      await prisma.channel.createMany({
        data: states.map((state) => ({ id: newId(), ...channel, ...state })),
      });
      const text = await (await scrape(testPlatform({ database }), "127.0.0.1")).text();
      expect(text.match(/^firstline_channels\{.*$/gm)).toEqual([
        'firstline_channels{state="failing"} 1',
        'firstline_channels{state="stopped"} 3',
        'firstline_channels{state="paused"} 2',
      ]);
    } finally {
      await database.close();
      await fresh.stop();
    }
  });

  it("makes no series of what callers make up", async () => {
    const platform = testPlatform();
    // Node's own series come and go as it collects garbage and opens handles.
    const count = async () =>
      (await (await scrape(platform, "127.0.0.1")).text()).match(/^firstline_(?!nodejs_|process_)/gm)
        ?.length ?? 0;
    await handleRest(platform, new Request("http://127.0.0.1:3999/api/v1/made-up"));
    const before = await count();
    for (let i = 0; i < 200; i++)
      await handleRest(
        platform,
        new Request(`http://127.0.0.1:3999/api/v1/made-up-${i}`, { method: i % 2 ? "GET" : `M${i}` }),
      );
    expect((await count()) - before).toBeLessThan(2);
    const text = await (await scrape(platform, "127.0.0.1")).text();
    expect(text).toMatch(/firstline_database_up 1/);
    expect(text).not.toContain("made-up");
  });
});

describe("GET /api/health", () => {
  it("is 200 while the database answers, 503 in good time when it is away or silent", async () => {
    const platform = testPlatform();
    expect((await handleHealth(platform)).status).toBe(200);
    const withQuery = (query: () => Promise<never>) =>
      ({ ...platform, database: { ...platform.database, pool: { query } } }) as unknown as typeof platform;
    const away = await handleHealth(withQuery(() => Promise.reject(new Error("ECONNREFUSED"))));
    expect([away.status, away.headers.get("retry-after")]).toEqual([503, "5"]);
    const begun = performance.now();
    expect((await handleHealth(withQuery(() => new Promise(() => {})))).status).toBe(503);
    expect(performance.now() - begun).toBeLessThan(1900);
  });
});
