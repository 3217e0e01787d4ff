import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareApp } from "../../../server/testing/start-app.ts";
import { emptyPostgres, openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import { runScript } from "../parts/run-script.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

/**
 * An export under load, taken into an empty installation: what was acknowledged before it began is there and recognised,
 * its secrets open, and another master key is refused.
 */
export const backup: Scenario = {
  name: "backup under load, restored",
  covers: ["F29"],
  databases: ["PGlite", "PostgreSQL"],
  async run(stage) {
    const limitMs = 600_000;
    const count = 300;
    const desk = await openDesk(stage);
    const { env, dataDir } = desk.app;
    const before = desk.load(tickets("before", count), { limitMs, connections: 8 });
    await before.done;
    const during = desk.load(tickets("during", count), { limitMs, connections: 4 });
    const file = join(tmpdir(), `firstline-backup-${process.pid}-${stage.port()}.gz`);
    stage.defer(() => rmSync(file, { force: true }));
    const startedAt = performance.now();
    const broken: string[] = [];
    const exported = await runScript("export", [file], { ...env, FIRSTLINE_DATA_DIR: dataDir });
    const exportMs = performance.now() - startedAt;
    if (exported) broken.push(`The export failed: ${exported.slice(0, 200)}`);
    const outcome = await settle(desk, [before, during], { limitMs });

    const target = {
      ...env,
      ...(stage.database === "PostgreSQL" && { DATABASE_URL: await emptyPostgres(stage) }),
    };
    const restored = prepareApp(stage.port(), target, { quiet: true });
    stage.defer(() => restored.remove());
    const place = { ...target, FIRSTLINE_DATA_DIR: restored.dataDir };
    const refused = await runScript("import", [file], {
      ...place,
      FIRSTLINE_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
    });
    if (!refused.includes("master key"))
      broken.push(`Another master key was not refused: ${refused.slice(0, 200)}`);
    if (stage.database === "PGlite") {
      mkdirSync(restored.dataDir, { recursive: true });
      copyFileSync(join(dataDir, "master.key"), join(restored.dataDir, "master.key"));
    }
    const imported = await runScript("import", [file], place);
    if (imported) broken.push(`The import failed: ${imported.slice(0, 200)}`);
    const recoverMs = await restored.start();
    // A signed event proves that the sealed secret opens; every earlier one must be known already.
    let known = 0;
    for (const event of tickets("before", count)) {
      const answer = await restored.post("tickets", desk.secret, event);
      if (answer.status === 200) known += 1;
    }
    if (known !== count) broken.push(`Of ${count} events from before the export ${known} are known.`);
    const note = `${count} events before and ${count} during the export (${(exportMs / 1000).toFixed(1)} s); recovered: start after the import`;
    return { ...outcome, recoverMs, note, broken: [...broken, ...outcome.broken] };
  },
};
