import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../server/context.ts";
import { DomainError } from "../server/errors.ts";
import { getEvent } from "../server/incoming-event/get-event.ts";
import { listEventRuns } from "../server/incoming-event/list-event-runs.ts";
import { cancelRun } from "../server/run/cancel-run.ts";
import { countUnsettled } from "../server/run/count-unsettled.ts";
import { getRun } from "../server/run/get-run.ts";
import { listRuns } from "../server/run/list-runs.ts";
import { rerunRun } from "../server/run/rerun-run.ts";
import { settleRuns } from "../server/run/settle-runs.ts";
import { showOverview } from "../server/run/show-overview.ts";
import { testContext } from "../server/testing/context.ts";
import { testDatabase } from "../server/testing/database.ts";
import { makeEndpoint, makeEvent } from "../server/testing/rows.ts";
import { startTestEngine, type TestEngine, until } from "./embedded/testing/start-test-engine.ts";
import { workspaceOf } from "./scope-of.ts";

/** The verbs of the Runs screen on a real engine, with two workspaces on it. */
let running: TestEngine;
let ctx: Context;
let other: Context;
let fail = true;

beforeAll(async () => {
  running = await startTestEngine({
    database: testDatabase(),
    scopeOf: workspaceOf,
    functions: (client) => [
      client.createFunction(
        { id: "handle", retries: 0, triggers: { event: "incoming-event/accepted" }, onFailure: () => "told" },
        async ({ event, step }) => {
          if (event.data.wait) await step.sleep("long", "1h");
          return step.run("work", () => {
            if (fail) throw new Error("broken");
            return event.data.runId;
          });
        },
      ),
    ],
  });
  const engine = {
    kind: "embedded",
    runs: running.engine.runs,
    dashboardUrl: undefined,
    serveUrl: running.url,
    test: async () => [],
  } as const;
  ctx = await testContext({ engine });
  other = await testContext({ engine });
});
afterAll(() => running.stop());

async function send(context: Context, more: object = {}) {
  const endpoint = await makeEndpoint(context);
  const made = await makeEvent(context, endpoint, { mapped: { text: "Where is it?" } });
  const data = { workspaceId: context.workspaceId, ...made, ...more };
  await running.send("incoming-event/accepted", data);
  return made;
}
const query = { limit: 50 };
const listed = async (status: "failed" | "completed" | "waiting", context = ctx) =>
  (await listRuns({ ctx: context, input: { ...query, status } })).data;
const refused = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof DomainError ? error.code : "nothing";
};

test("a failed run is seen, counted, run again as a replay, and then no longer counted", async () => {
  const { eventId, runId } = await send(ctx);
  const [failed] = await until("the failure", async () => {
    const runs = await listed("failed");
    return runs.length > 0 && runs;
  });
  // Its onFailure handler is a run of the same workspace.
  await until("the handler", async () => (await listed("completed")).length === 1);
  expect(await countUnsettled({ ctx })).toEqual({ failed: 1 });
  const shown = await getRun({ ctx, input: { id: failed!.id } });
  expect(shown).toMatchObject({
    status: "failed",
    error: { message: "broken" },
    subjects: { event: { id: eventId, type: "ticket.created" }, deliveryId: null },
    timeline: { rows: [{ name: "work", attempts: [{ number: 1, error: "broken" }] }, { kind: "function" }] },
  });
  const [handler] = await listed("completed");
  expect((await getRun({ ctx, input: { id: handler!.id } })).subjects.event?.id).toBe(eventId);

  fail = false;
  const { id } = await rerunRun({ ctx, input: { id: failed!.id } });
  const again = await until("the rerun", async () => {
    const run = await getRun({ ctx, input: { id } });
    return run.endedAt !== null && run;
  });
  expect(again).toMatchObject({ status: "completed", rerunOf: failed!.id });
  expect(await countUnsettled({ ctx })).toEqual({ failed: 0 });
  expect((await getRun({ ctx, input: { id: failed!.id } })).settledAt).not.toBeNull();
  // A way of its own through the desk: what failed stays on record.
  const { data } = await listEventRuns({ ctx, input: query });
  expect(data.map((run) => [run.eventId, run.cause])).toEqual([
    [eventId, "replay"],
    [eventId, "accepted"],
  ]);
  expect(again.output).toBe(JSON.stringify(data[0]?.id));
  expect(data[1]?.id).toBe(runId);
});

test("a failed run can be marked as seen", async () => {
  fail = true;
  await send(ctx);
  await until("the failure", async () => (await countUnsettled({ ctx })).failed === 1);
  expect(await settleRuns({ ctx: other, input: {} })).toEqual({ settled: 0 });
  expect(await settleRuns({ ctx, input: {} })).toEqual({ settled: 1 });
  expect(await countUnsettled({ ctx })).toEqual({ failed: 0 });
  expect((await showOverview({ ctx })).counts).toMatchObject({ failed: 2, unsettled: 0 });
});

test("a cancelled run hands its event over, once", async () => {
  const { eventId } = await send(ctx, { wait: true });
  const [run] = await until("the wait", async () => {
    const runs = await listed("waiting");
    return runs.length > 0 && runs;
  });
  await cancelRun({ ctx, input: { id: run!.id } });
  expect(await refused(cancelRun({ ctx, input: { id: run!.id } }))).toBe("already_decided");
  expect(await getEvent({ ctx, input: { id: eventId } })).toMatchObject({
    status: "failed",
    statusReason: "An admin cancelled the run.",
  });
  expect((await getRun({ ctx, input: { id: run!.id } })).status).toBe("cancelled");
});

test("another workspace's runs are not there at all", async () => {
  await send(other);
  const [theirs] = await until("the other's failure", async () => {
    const runs = await listed("failed", other);
    return runs.length > 0 && runs;
  });
  const ours = (await listRuns({ ctx, input: query })).data.map(({ id }) => id);
  expect(ours.length).toBeGreaterThan(3);
  expect(ours).not.toContain(theirs!.id);
  const input = { id: theirs!.id };
  for (const verb of [getRun, rerunRun, cancelRun])
    expect(await refused(verb({ ctx, input }))).toBe("not_found");
  expect(await settleRuns({ ctx, input })).toEqual({ settled: 0 });
  expect((await getRun({ ctx: other, input })).settledAt).toBeNull();
});
