import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { handleWebhook } from "../server/api/webhook/handle-webhook.ts";
import { makeContext } from "../server/context.ts";
import { createPlatform, withKeptKeys } from "../server/create-platform.ts";
import { createEndpoint } from "../server/endpoint/create-endpoint.ts";
import { updateEndpoint } from "../server/endpoint/update-endpoint.ts";
import { parseMasterKey, readSettings } from "../server/env.ts";
import { verifyRequestAgain } from "../server/incoming-event/verify-request-again.ts";
import { newId } from "../server/platform/ids.ts";
import { openStorage } from "../server/platform/open-storage.ts";
import { createSealedSecrets } from "../server/platform/sealed-secrets.ts";
import { resealSecrets } from "../server/secret/reseal-secrets.ts";

const dataDir = mkdtempSync(join(tmpdir(), "firstline-rotate-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const env = { FIRSTLINE_DATA_DIR: dataDir, FIRSTLINE_LOG_LEVEL: "silent" };
const keyFile = join(dataDir, "master.key");

/** Firstline on the data folder, as long as `work` takes. */
async function running<T>(work: (platform: ReturnType<typeof createPlatform>) => Promise<T>): Promise<T> {
  const settings = withKeptKeys(readSettings(env));
  const storage = await openStorage(settings);
  try {
    return await work(createPlatform(settings, storage.database));
  } finally {
    await storage.close();
  }
}

const rotate = () =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, "rotate-secrets.ts")], {
    env: { ...process.env, ...env, DATABASE_URL: "", FIRSTLINE_MASTER_KEY: "" },
  });

async function send(platform: ReturnType<typeof createPlatform>, token: string): Promise<Response> {
  const request = new Request("http://127.0.0.1:3000/api/webhook/v1/rotating", {
    method: "POST",
    headers: { "content-type": "application/json", "x-token": token },
    body: JSON.stringify({ event_id: newId(), text: "hello" }),
  });
  return handleWebhook(platform, request, { remoteAddress: "192.0.2.1" });
}

test("secrets and sealed requests open with the new key alone, also after a run that was interrupted", async () => {
  const workspaceId = newId();
  const made = await running(async (platform) => {
    const { prisma } = platform.database;
    await prisma.workspace.create({
      data: { id: workspaceId, name: "Rotating", slug: workspaceId, createdAt: new Date() },
    });
    const ctx = makeContext(platform, workspaceId, { kind: "system" });
    const verification = { scheme: "token", header: "x-token", secret: "the first token" };
    const { endpoint } = await createEndpoint({
      ctx,
      input: { key: "rotating", name: "Rotating", verification },
    });
    await createEndpoint({ ctx, input: { key: "second", name: "Second", verification } });
    const refused = await send(platform, "the second token");
    const { error } = (await refused.json()) as { error: { request_id: string } };
    return { endpointId: endpoint.id, requestId: error.request_id };
  });
  const oldKey = readFileSync(keyFile, "utf8").trim();

  const { stdout } = await rotate();
  expect(stdout).toMatch(/^Sealed 2 secrets and 1 requests with key [0-9a-f]{16}\./);
  const newKey = readFileSync(keyFile, "utf8").trim();
  expect(newKey).not.toBe(oldKey);

  await running(async (platform) => {
    expect((await send(platform, "the first token")).status).toBe(202);
    const ctx = makeContext(platform, workspaceId, { kind: "system" });
    await updateEndpoint({
      ctx,
      input: { id: made.endpointId, verification: { secret: "the second token" }, old_secret_valid_hours: 1 },
    });
    expect(await verifyRequestAgain({ ctx, input: { id: made.requestId } })).toMatchObject({
      status: "accepted",
    });
    // Half the way to a third key, as if the run had been killed: the next one goes on from there.
    const keys = {
      from: createSealedSecrets(parseMasterKey(newKey)),
      to: createSealedSecrets(parseMasterKey(oldKey)),
    };
    expect(await resealSecrets(platform.database.prisma, keys)).toBe(3);
    expect(await resealSecrets(platform.database.prisma, keys)).toBe(0);
    expect(await resealSecrets(platform.database.prisma, { from: keys.to, to: keys.from })).toBe(3);
    expect((await send(platform, "the second token")).status).toBe(202);
  });
}, 120_000);
