/**
 * Engine and functions in a process that tests kill. Every step writes what it did into the table "effect" before it
 * answers, so that the effects can be held against the results the engine kept.
 * Argument: JSON {source, schema}. Prints the address it serves at.
 */
import { randomUUID } from "node:crypto";
import { openDatabase } from "../../../server/platform/database.ts";
import { startTestEngine } from "./start-test-engine.ts";

const { source, schema } = JSON.parse(process.argv[2] ?? "{}");
const database = openDatabase(source);

async function effect(runId: string, step: string, seen: string): Promise<string> {
  const nonce = randomUUID();
  await database.pool.query(
    `INSERT INTO "${schema}"."effect" (run_id, step, nonce, seen) VALUES ($1, $2, $3, $4)`,
    [runId, step, nonce, seen],
  );
  return nonce;
}

const { url } = await startTestEngine({
  database,
  schema,
  functions: (client) => [
    client.createFunction({ id: "chain", triggers: { event: "chain" } }, async ({ runId, step }) => {
      const a = await step.run("a", () => effect(runId, "a", ""));
      const [b, c] = await Promise.all([
        step.run("b", () => effect(runId, "b", a)),
        step.run("c", () => effect(runId, "c", a)),
      ]);
      await step.sleep("nap", "1s");
      const d = await step.run("d", () => effect(runId, "d", `${b} ${c}`));
      return [a, b, c, d];
    }),
    client.createFunction({ id: "hang", triggers: { event: "hang" } }, async ({ runId, step }) => {
      const a = await step.run("a", () => effect(runId, "a", ""));
      return step.run("b", async () => {
        await effect(runId, "b", a);
        await new Promise(() => {});
      });
    }),
  ],
});
process.stdout.write(`${url}\n`);
