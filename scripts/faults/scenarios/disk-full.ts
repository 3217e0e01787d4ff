import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import { prepareCluster } from "../parts/postgres.ts";
import { probe } from "../parts/probe.ts";
import { type Scenario, Skipped } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";
import type { Stage } from "../parts/stage.ts";

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

/** The disk of the database fills up: nothing is promised that is not kept, and room is all that it needs. */
export const diskFull: Scenario = {
  name: "disk of the database full",
  covers: ["F08"],
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
    await sleep(stage.full ? 15_000 : 4000);
    const taken = during.acknowledged.count();
    const refused = during.statuses.get(503) ?? 0;
    rmSync(filler);
    const freedAt = performance.now();
    // A server that gave up in the meantime is started again, as its supervisor would.
    await cluster.start();
    await probe(desk, "room-again", 60_000);
    const recoverMs = performance.now() - freedAt;
    const outcome = await settle(desk, [before, during], { limitMs });
    const broken = refused > 0 ? [] : ["The disk was full, and nobody was refused."];
    return {
      ...outcome,
      recoverMs,
      note: `${taken} taken and ${refused} × 503 while full`,
      broken: [...broken, ...outcome.broken],
    };
  },
};
