import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { lockFolder } from "../server/platform/embedded-database/lock-folder.ts";
import { checkDisk, checkKeys, checkLock, checkNode, checkPort, isRunning } from "./doctor/machine.ts";
import { checkDatabase } from "./doctor/services.ts";

const dataDir = mkdtempSync(join(tmpdir(), "firstline-doctor-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const host = "127.0.0.1";
async function serving<T>(body: string, work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

test.each([
  ["20.20.2", "wrong"],
  ["22.12.9", "wrong"],
  ["22.13.0", "ok"],
  ["24.21.0", "ok"],
])("Node %s is %s", (version, state) => {
  expect(checkNode(version)).toMatchObject({ state });
});

test("a port that another program has is told from one where Firstline itself answers", async () => {
  await serving("{}", async (port) => {
    expect(await isRunning({ host, port })).toBe(false);
    const finding = await checkPort({ host, port }, false);
    expect(finding).toMatchObject({ state: "wrong" });
    expect(finding.words).toContain(`Another program uses port ${port}`);
  });
  await serving('{"status":"ok"}', async (port) => {
    expect(await isRunning({ host, port })).toBe(true);
    expect(await checkPort({ host, port }, true)).toMatchObject({ state: "ok" });
  });
  expect(await checkPort({ host: "192.0.2.1", port: 4999 }, false)).toMatchObject({ state: "wrong" });
});

test("a data folder that somebody holds is a fault unless the holder answers", async () => {
  const settings = { dataDir, databaseUrl: undefined };
  expect(await checkLock(settings, false)).toMatchObject({ state: "ok" });
  const free = await lockFolder(join(dataDir, "database"), 0);
  expect(await checkLock(settings, false)).toMatchObject({ state: "wrong" });
  expect(await checkLock(settings, true)).toMatchObject({ state: "ok" });
  free();
});

test("a damaged key and one that others may read are told", async () => {
  const settings = { dataDir, databaseUrl: undefined, masterKey: undefined };
  expect(await checkKeys(settings)).toMatchObject({ state: "ok" });
  const path = join(dataDir, "master.key");
  writeFileSync(path, `${Buffer.alloc(32, 1).toString("base64")}\n`, { mode: 0o600 });
  expect(await checkKeys(settings)).toMatchObject({ state: "ok" });
  chmodSync(path, 0o644);
  expect((await checkKeys(settings)).words).toContain("chmod 600");
  writeFileSync(path, "half a key");
  expect((await checkKeys(settings)).words).toContain("damaged");
});

test("disk and database are looked at, and say what to do", async () => {
  expect(["ok", "note"]).toContain((await checkDisk({ dataDir: join(dataDir, "not", "yet") })).state);
  expect(await checkDatabase({ databaseUrl: undefined })).toMatchObject({ state: "ok" });
  const away = await checkDatabase({ databaseUrl: "postgresql://nobody:x@127.0.0.1:9/none" });
  expect(away).toMatchObject({ state: "wrong" });
  expect(away.words).toMatch(/start that PostgreSQL/);
});
