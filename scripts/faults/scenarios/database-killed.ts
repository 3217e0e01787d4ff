import { openDesk } from "../parts/desk.ts";
import { tickets, withRepeats } from "../parts/load.ts";
import { prepareCluster } from "../parts/postgres.ts";
import { probe, watchOutage } from "../parts/probe.ts";
import { childrenOf } from "../parts/processes.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

const longestRecoveryMs = 5000;

/** The server goes twice under load and comes back; the product is not restarted. */
export const postgresKilled: Scenario = {
  name: "PostgreSQL killed under load",
  covers: ["F04", "F05"],
  databases: ["PostgreSQL"],
  bounded: ["PostgreSQL"],
  async run(stage) {
    const [events, outages] = stage.full ? [4000, [10_000, 60_000]] : [100, [1500, 1500]];
    const cluster = prepareCluster(stage.port());
    stage.defer(() => cluster.remove());
    await cluster.start();
    const desk = await openDesk(stage, { databaseUrl: cluster.url });
    const limitMs = stage.full ? 1_200_000 : 120_000;
    const load = desk.load(withRepeats(tickets("pg", events), 0.2, stage.random), { limitMs });
    const broken: string[] = [];
    const figures: string[] = [];
    let recoverMs = 0;
    for (const [index, outageMs] of outages.entries()) {
      await load.acknowledged.reached(Math.ceil(events * (index + stage.random()) * 0.5) + 1);
      await cluster.kill();
      const outage = await watchOutage(desk, outageMs, `outage-${index}`);
      broken.push(...outage.broken);
      figures.push(`${outage.refused} × 503, slowest ${outage.slowestMs.toFixed(0)} ms`);
      await cluster.start();
      recoverMs = Math.max(recoverMs, await probe(desk, `back-${index}`, 30_000));
    }
    if (recoverMs > longestRecoveryMs)
      broken.push(`It took events again only after ${recoverMs.toFixed(0)} ms.`);
    const outcome = await settle(desk, [load], { limitMs });
    return { ...outcome, recoverMs, note: figures.join("; "), broken: [...broken, ...outcome.broken] };
  },
};

/** The embedded database is the product's own child: without it the product ends with a sentence, and loses nothing. */
export const embeddedKilled: Scenario = {
  name: "embedded database killed under load",
  covers: ["F04"],
  databases: ["PGlite"],
  async run(stage) {
    const [events, kills] = stage.full ? [2000, 5] : [100, 1];
    const desk = await openDesk(stage);
    const { app } = desk;
    const limitMs = stage.full ? 600_000 : 100_000;
    const load = desk.load(withRepeats(tickets("child", events), 0.2, stage.random), { limitMs });
    const broken: string[] = [];
    let recoverMs = 0;
    for (let kill = 0; kill < kills; kill++) {
      await load.acknowledged.reached(Math.ceil((events * (kill + stage.random())) / kills));
      const child = childrenOf(app.pid() ?? 0).find(({ command }) =>
        /embedded-database\/process/.test(command),
      );
      if (!child) throw new Error("There is no process of the embedded database.");
      process.kill(child.id, "SIGKILL");
      const code = await app.ended();
      if (code !== 1) broken.push(`It ended with ${code}, not with 1.`);
      if (app.printed().match(/embedded database ended by itself/g)?.length !== kill + 1)
        broken.push("It did not say why it ends.");
      recoverMs = Math.max(recoverMs, await app.start());
    }
    const outcome = await settle(desk, [load], { limitMs });
    return { ...outcome, recoverMs, note: `${kills} kills`, broken: [...broken, ...outcome.broken] };
  },
};
