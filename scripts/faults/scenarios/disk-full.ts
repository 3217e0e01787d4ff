import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunningApp } from "../../../server/testing/start-app.ts";
import { openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import { prepareCluster } from "../parts/postgres.ts";
import { probe } from "../parts/probe.ts";
import { type Scenario, Skipped } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";
import type { Stage } from "../parts/stage.ts";
import { until } from "../parts/until.ts";

/** What is left to the server when the disk is "full": enough to notice it, not to go on. */
const leftBytes = 256 * 1024;

/** A folder on a disk of its own, of limited size. */
function mountSmallDisk(stage: Stage): string {
  const folder = mkdtempSync(join(tmpdir(), "firstline-disk-"));
  stage.defer(() => rmSync(folder, { recursive: true, force: true }));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=200m", "tmpfs", folder], { stdio: "ignore" });
  } catch {
    throw new Skipped("only root can mount a disk of limited size");
  }
  stage.defer(() => execFileSync("umount", ["-l", folder]));
  chmodSync(folder, 0o755);
  return folder;
}

const uploads = 30;

/** Uploads documents, whatever is answered: the ids of those taken, and how many answers there were of each status. */
async function upload({
  origin,
  apiKey,
}: RunningApp): Promise<{ ids: string[]; statuses: Map<number, number> }> {
  const [ids, statuses] = [[] as string[], new Map<number, number>()];
  for (let number = 0; number < uploads; number++) {
    const form = new FormData();
    const text = `# Lamp ${number}\n\n${`The lamp number ${number} is charged for two hours. `.repeat(2000)}`;
    form.set("file", new Blob([text]), `lamp-${number}.md`);
    const headers = { authorization: `Bearer ${apiKey}` };
    const answer = await fetch(`${origin}/api/v1/documents`, { method: "POST", headers, body: form });
    const { id } = (await answer.json()) as { id?: string };
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.ok && id) ids.push(id);
  }
  return { ids, statuses };
}

/**
 * The disk of the database fills up, where the documents lie too: nothing is promised that is not kept, no document is read
 * half, and room is all that it needs.
 */
export const diskFull: Scenario = {
  name: "disk of the database full",
  covers: ["F08", "F09"],
  databases: ["PostgreSQL"],
  async run(stage) {
    const disk = mountSmallDisk(stage);
    const home = join(disk, "cluster");
    mkdirSync(home);
    const cluster = prepareCluster(stage.port(), home);
    stage.defer(() => cluster.remove());
    await cluster.start();
    const desk = await openDesk(stage, { databaseUrl: cluster.url });
    const limitMs = 120_000;
    const before = desk.load(tickets("before", 100), { limitMs });
    await before.done;

    const filler = join(disk, "filler");
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(Math.max(bavail * bsize - leftBytes, 0)));
    const text = "word ".repeat(20_000);
    const large = tickets("during", 60).map((event) => ({ ...event, text }));
    const during = desk.load(large, { limitMs, connections: 8 });
    const [documents] = await Promise.all([upload(desk.app), sleep(stage.full ? 15_000 : 4000)]);
    const taken = during.acknowledged.count();
    const refused = during.statuses.get(503) ?? 0;
    rmSync(filler);
    const freedAt = performance.now();
    // A server that gave up in the meantime is started again, as its supervisor would.
    await cluster.start();
    await probe(desk, "room-again", 60_000);
    const recoverMs = performance.now() - freedAt;
    await desk.drained(limitMs);
    type Document = { id: string; status: string };
    const ended = (one: Document) => one.status === "ready" || one.status === "failed";
    const held = await until("the documents are read", limitMs, async () => {
      const all = await desk.all<Document>("/documents");
      return all.every(ended) && all;
    });
    const outcome = await settle(desk, [before, during], { limitMs });
    const broken = refused > 0 ? [] : ["The disk was full, and nobody was refused."];
    const odd = [...documents.statuses.keys()].filter((status) => ![201, 202, 503].includes(status));
    if (odd.length > 0) broken.push(`Uploads were answered ${odd.join(", ")}.`);
    if (!documents.statuses.has(503)) broken.push("The disk was full, and every document was taken.");
    const lost = documents.ids.filter((id) => !held.some((one) => one.id === id)).length;
    if (lost > 0) broken.push(`${lost} documents that were taken are gone.`);
    // The one that every desk begins with was there before.
    const stray = held.length - 1 - documents.ids.length;
    if (stray > 0) broken.push(`${stray} documents are there that were not taken.`);
    return {
      ...outcome,
      recoverMs,
      note: `${taken} events taken and ${refused} × 503 while full; documents: ${documents.ids.length} taken, ${documents.statuses.get(503) ?? 0} × 503`,
      broken: [...broken, ...outcome.broken],
    };
  },
};
