import pg from "pg";
import { type Desk, emptyPostgres, openDesk } from "../parts/desk.ts";
import { type Load, tickets } from "../parts/load.ts";
import { probe, watchOutage } from "../parts/probe.ts";
import { type BadLine, startProxy } from "../parts/proxy.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";
import type { Stage } from "../parts/stage.ts";
import { quantile } from "../parts/until.ts";

const longestRecoveryMs = 5000;

/** The product on the PostgreSQL of TEST_DATABASE_URL, with a bad line in between. */
async function openBehindProxy(stage: Stage): Promise<{ desk: Desk; line: BadLine }> {
  const url = new URL(await emptyPostgres(stage));
  const line = await startProxy(Number(url.port || 5432));
  stage.defer(() => line.close());
  url.host = `127.0.0.1:${line.port}`;
  return { desk: await openDesk(stage, { databaseUrl: url.href }), line };
}

/** Slow, too slow, cut in the middle, silent, away: one after the other under load, without a restart. */
export const badLine: Scenario = {
  name: "database slow, cut, silent, away",
  covers: ["F05", "F06"],
  databases: ["PostgreSQL"],
  async run(stage) {
    const [events, lastsMs] = stage.full ? [1500, 15_000] : [60, 1500];
    const { desk, line } = await openBehindProxy(stage);
    const limitMs = stage.full ? 900_000 : 120_000;
    const broken: string[] = [];
    const loads: Load[] = [];
    const refusals: string[] = [];
    let recoverMs = 0;
    const load = (name: string) => {
      loads.push(desk.load(tickets(name, events), { limitMs }));
      return loads.at(-1)!;
    };
    const outage = async (name: string, begin: () => unknown, end: () => unknown) => {
      await begin();
      const seen = await watchOutage(desk, lastsMs, name);
      broken.push(...seen.broken.map((what) => `${name}: ${what}`));
      refusals.push(`${name} ${seen.slowestMs.toFixed(0)} ms`);
      await end();
      recoverMs = Math.max(recoverMs, await probe(desk, `after-${name}`, 30_000));
    };
    const slower = (delayMs: number) => () => {
      line.delayMs = delayMs;
    };

    // As slow as a line to another continent: slower, and that is all.
    slower(100)();
    const slow = load("slow");
    await slow.done;
    await outage("too-slow", slower(2000), slower(0));

    const cut = load("cut");
    for (let time = 1; time <= 5; time++) {
      await cut.acknowledged.reached(Math.ceil((events * time) / 8));
      line.cut();
    }
    await cut.done;

    const silence = (silent: boolean) => () => {
      line.silent = silent;
    };
    await outage("silent", silence(true), silence(false));
    await outage("away", line.close, line.open);
    if (recoverMs > longestRecoveryMs)
      broken.push(`It took events again only after ${recoverMs.toFixed(0)} ms.`);

    const outcome = await settle(desk, loads, { limitMs });
    const note = `100 ms line: p99 ${quantile(slow.ackMs, 0.99).toFixed(0)} ms; slowest refusals: ${refusals.join(", ")}`;
    return { ...outcome, recoverMs, note, broken: [...broken, ...outcome.broken] };
  },
};

const failing = ["incoming_event", "suggestion", "message", "delivery"];

/** One insert in ten fails, as a serialisation failure or a deadlock does. */
export const failingStatements: Scenario = {
  name: "one insert in ten fails",
  covers: ["F07"],
  databases: ["PostgreSQL"],
  async run(stage) {
    const url = await emptyPostgres(stage);
    const desk = await openDesk(stage, { databaseUrl: url });
    await desk.answerByItself(null, "/shop");
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`CREATE FUNCTION fail_sometimes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF random() < 0.05 THEN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END IF;
      IF random() < 0.05 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END IF;
      RETURN NEW; END $$`);
    for (const table of failing)
      await client.query(
        `CREATE TRIGGER fail_sometimes BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fail_sometimes()`,
      );
    await client.end();
    const limitMs = stage.full ? 900_000 : 120_000;
    const load = desk.load(tickets("fail", stage.full ? 2000 : 60), { limitMs });
    return settle(desk, [load], { limitMs, delivered: true });
  },
};
