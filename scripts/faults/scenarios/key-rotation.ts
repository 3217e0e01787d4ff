import { randomBytes } from "node:crypto";
import { openDesk } from "../parts/desk.ts";
import { tickets } from "../parts/load.ts";
import { runScript } from "../parts/run-script.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

/**
 * The master key is changed while events come in: senders wait out the stop, everything sealed opens with the new key (each
 * reply is signed with a sealed secret), and nothing is left under the old one.
 */
export const keyRotation: Scenario = {
  name: "master key changed under load",
  covers: ["F30"],
  databases: ["PGlite", "PostgreSQL"],
  async run(stage) {
    const events = 200;
    const limitMs = 600_000;
    const desk = await openDesk(stage);
    const { app } = desk;
    await desk.answerByItself(null, "/shop");
    const load = desk.load(tickets("key", events), { limitMs, connections: 8, perSecond: 20 });
    await load.acknowledged.reached(events / 4);
    const stoppedAt = performance.now();
    await app.kill("SIGTERM");
    const newKey = randomBytes(32).toString("base64");
    const broken: string[] = [];
    const said = await runScript("rotate-secrets", [], {
      ...app.env,
      FIRSTLINE_DATA_DIR: app.dataDir,
      ...(stage.database === "PostgreSQL" && { FIRSTLINE_NEW_MASTER_KEY: newKey }),
    });
    if (said) broken.push(`The rotation failed: ${said.slice(0, 200)}`);
    if (stage.database === "PostgreSQL") app.env.FIRSTLINE_MASTER_KEY = newKey;
    await app.start();
    const recoverMs = performance.now() - stoppedAt;
    const outcome = await settle(desk, [load], { limitMs, delivered: true });
    const keys = await desk.afterwards(async (client) => {
      const { rows } = await client.query<{ keys: number }>(
        "SELECT count(DISTINCT key_id)::int AS keys FROM secret",
      );
      return rows[0]!.keys;
    });
    if (keys !== 1) broken.push(`Secrets are sealed with ${keys} keys.`);
    return {
      ...outcome,
      recoverMs,
      note: `recovered: stop, rotation and start together; ${outcome.note}`,
      broken: [...broken, ...outcome.broken],
    };
  },
};
