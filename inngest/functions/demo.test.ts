import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeContext } from "../../server/context.ts";
import { ensureDemo } from "../../server/demo/ensure-demo.ts";
import { fillDemo } from "../../server/demo/fill-demo.ts";
import { removeDemo } from "../../server/demo/remove-demo.ts";
import { demoSecret, demoStaff } from "../../server/demo/rules.ts";
import { sendSample } from "../../server/demo/send-sample.ts";
import { showDemo } from "../../server/demo/show-demo.ts";
import { readSettings } from "../../server/env.ts";
import type { InternalEvent } from "../../server/events.ts";
import { newId } from "../../server/platform/ids.ts";
import { register } from "../../server/platform/registry.ts";
import { makeStartingPlaybook } from "../../server/playbook/make-starting-playbook.ts";
import { createExtractiveComposer } from "../../server/suggestion/composer/extractive-composer.ts";
import { testContext, testPlatform } from "../../server/testing/context.ts";
import { testDatabase } from "../../server/testing/database.ts";
import { configureInngest, enqueue } from "../client.ts";
import { type EmbeddedEngine, startEmbeddedEngine } from "../embedded/engine.ts";
import { createInngestHandler, servePath } from "../serve.ts";

const masterKey = Buffer.alloc(32, 7).toString("base64");
const platform = register(
  "platform",
  testPlatform({
    settings: { ...readSettings({ PORT: "3999", FIRSTLINE_LOG_LEVEL: "silent" }), masterKey },
    embedder: { model: "none", languages: [], embed: async () => [] },
    languageModel: createExtractiveComposer(),
  }),
);
const { prisma, pool } = platform.database;
let engine: EmbeddedEngine;
let stop: () => void;
let demoId: string;

beforeAll(async () => {
  const signingKey = `signkey-test-${"cd".repeat(16)}`;
  let origin = "";
  const server = createServer(
    getRequestListener(
      async (request) => (await engine.handle(request)) ?? createInngestHandler(origin)(request),
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  configureInngest({ baseUrl: origin, eventKey: "key", signingKey });
  engine = await startEmbeddedEngine({
    database: testDatabase(),
    serveUrl: `${origin}${servePath}`,
    signingKey,
    eventKey: "key",
    logger: platform.logger,
    schema: `engine_${newId().replaceAll("-", "").slice(20)}`,
    backoff: () => 50,
  });
  await engine.register();
  const demo = await ensureDemo({
    platform,
    input: { wanted: true },
    onWorkspaceCreated: [makeStartingPlaybook],
  });
  demoId = demo!.id;
  // The relay, for this workspace alone: other tests work on the same database.
  let relaying = true;
  const relay = async () => {
    while (relaying) {
      const rows = await prisma.outbox.findMany({ where: { workspaceId: demoId }, orderBy: { id: "asc" } });
      if (rows.length > 0) await enqueue(rows as unknown as InternalEvent[]);
      await prisma.outbox.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
      await sleep(20);
    }
  };
  const relayed = relay();
  stop = async () => {
    relaying = false;
    await relayed;
    await engine.stop();
    server.close(() => server.closeAllConnections());
  };
});
afterAll(() => stop());

const fill = async (pace: () => Promise<void>) =>
  fillDemo({
    platform,
    input: {
      demo: (await ensureDemo({ platform, input: { wanted: false }, onWorkspaceCreated: [] }))!,
      pace,
    },
  });

/** What is there, without what changes from one look to the next. */
async function picture() {
  const { rows } = await pool.query(
    `SELECT e.event_key, e.status, e.received_at, s.status AS suggestion, s.decided_at, s.final_text <> s.text AS edited, d.status AS delivery
     FROM incoming_event e LEFT JOIN suggestion s ON s.workspace_id = e.workspace_id AND s.event_id = e.id
     LEFT JOIN delivery d ON d.workspace_id = e.workspace_id AND d.suggestion_id = s.id
     WHERE e.workspace_id = $1 ORDER BY e.event_key`,
    [demoId],
  );
  return rows;
}

test("interrupted again and again, the demo is filled all the same, with everything once and in its time", async () => {
  for (const steps of [3, 20, 45]) {
    let left = steps;
    const pace = async () => {
      if (left-- === 0) throw new Error("killed");
      await sleep(15);
    };
    await expect(fill(pace)).rejects.toThrow("killed");
  }
  await fill(() => sleep(15));
  const told = await picture();
  expect(told).toHaveLength(43);
  const count = (name: string, value: unknown) => told.filter((row) => row[name] === value).length;
  expect(count("status", "failed")).toBe(1);
  expect(count("status", "ignored")).toBe(3);
  expect(count("delivery", "failed")).toBe(1);
  expect(count("delivery", "caught")).toBeGreaterThan(20);
  expect(count("suggestion", "pending")).toBeGreaterThan(4);
  expect(count("suggestion", "superseded")).toBe(1);
  expect(count("edited", true)).toBe(5);
  for (const { received_at, decided_at } of told) {
    const age = (Date.now() - received_at.getTime()) / 86_400_000;
    expect(age).toBeGreaterThan(0);
    expect(age).toBeLessThan(14);
    if (decided_at) expect(decided_at.getTime()).toBeGreaterThan(received_at.getTime());
  }
  const verdicts = await prisma.webhookRequest.groupBy({
    by: ["verdict"],
    where: { workspaceId: demoId },
    _count: true,
  });
  expect(verdicts.map(({ verdict }) => verdict).sort()).toEqual(["accepted", "duplicate", "rejected"]);
  const documents = await prisma.knowledgeDocument.findMany({ where: { workspaceId: demoId } });
  expect(documents.filter(({ status }) => status === "ready")).toHaveLength(12);

  await fill(async () => {});
  expect(await picture()).toEqual(told);
}, 120_000);

test("the sample goes to the demo, in the asked language, and nowhere else", async () => {
  const ctx = makeContext(platform, demoId, { kind: "system" });
  const { eventId } = await sendSample({ ctx, input: { language: "zh" } });
  const event = await prisma.incomingEvent.findFirstOrThrow({ where: { id: eventId } });
  expect(event).toMatchObject({ workspaceId: demoId, verified: true });
  expect((event.mapped as { text: string }).text).toMatch(/\p{Script=Han}/u);
  await expect(
    sendSample({
      ctx: await testContext({}).then(({ workspaceId }) => makeContext(platform, workspaceId, ctx.actor)),
      input: { language: "en" },
    }),
  ).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a demo endpoint's secret follows from the master key and differs by endpoint", () => {
  expect(demoSecret(masterKey, "orders")).toBe(demoSecret(masterKey, "orders"));
  expect(demoSecret(masterKey, "orders")).not.toBe(demoSecret(`${masterKey}x`, "orders"));
  expect(demoSecret(masterKey, "orders")).not.toContain(demoSecret(masterKey, "helpdesk"));
});

/** A run under way opens one more conversation when those there were have just been removed. */
async function writeMeanwhile() {
  await pool.query(`
    CREATE TABLE meanwhile AS SELECT workspace_id, id AS contact_id FROM contact WHERE workspace_id = '${demoId}' LIMIT 1;
    CREATE FUNCTION write_meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      WITH once AS (
        DELETE FROM meanwhile WHERE workspace_id IN (SELECT workspace_id FROM gone) RETURNING workspace_id, contact_id)
      INSERT INTO conversation (id, workspace_id, contact_id, namespace, subject, status, created_at, last_activity_at)
      SELECT gen_random_uuid(), workspace_id, contact_id, 'orders', '', 'open', now(), now() FROM once;
      RETURN NULL; END $$;
    CREATE TRIGGER write_meanwhile AFTER DELETE ON conversation REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION write_meanwhile()`);
}

test("an admin of it removes it with everything in it; others do not", async () => {
  const member = async (role?: string) => {
    const id = newId();
    const createdAt = new Date();
    await prisma.user.create({ data: { id, email: `${id}@example.com`, name: "Ada", createdAt } });
    if (role) await prisma.membership.create({ data: { workspaceId: demoId, userId: id, role, createdAt } });
    return makeContext(platform, (await testContext()).workspaceId, { kind: "user", id, name: "Ada" });
  };
  const [admin, agent, stranger] = [await member("admin"), await member("agent"), await member()];
  expect(await showDemo({ ctx: stranger })).toBeNull();
  expect(await showDemo({ ctx: agent })).toMatchObject({
    workspaceId: demoId,
    state: "ready",
    isCurrent: false,
    mayRemove: false,
  });
  await expect(removeDemo({ ctx: stranger })).rejects.toMatchObject({ code: "not_found" });
  await expect(removeDemo({ ctx: agent })).rejects.toMatchObject({ code: "forbidden" });
  expect(await picture()).not.toEqual([]);
  await writeMeanwhile();
  await removeDemo({ ctx: admin });
  expect((await pool.query("SELECT FROM meanwhile")).rowCount).toBe(0);
  await pool.query("DROP TABLE meanwhile; DROP FUNCTION write_meanwhile CASCADE");
  expect(await showDemo({ ctx: admin })).toBeNull();

  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'workspace_id'`,
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const { rows } = await pool.query(`SELECT count(*)::int AS left FROM "${name}" WHERE workspace_id = $1`, [
      demoId,
    ]);
    expect(rows, name).toEqual([{ left: 0 }]);
  }
  const emails = Object.values(demoStaff).map(({ email }) => email);
  expect(await prisma.user.count({ where: { email: { in: emails } } })).toBe(0);
});
