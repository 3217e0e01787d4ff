import { describe, expect, test } from "vitest";
import { makeContext } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { connectSender } from "../testing/webhook-sender.ts";
import { findEvent } from "./find-event.ts";
import { finishStep } from "./finish-step.ts";
import { getEvent } from "./get-event.ts";
import { getRequest } from "./get-request.ts";
import { listEvents } from "./list-events.ts";
import { listRequests } from "./list-requests.ts";
import { readEventPayload } from "./read-event-payload.ts";
import { replayEvent } from "./replay-event.ts";
import { setEventStatus } from "./set-event-status.ts";
import { startStep } from "./start-step.ts";

type Stored = { event_id: string; request_id: string };
const stored = async (response: Promise<Response>) => (await (await response).json()) as Stored;

describe("lists", () => {
  test("newest first, page by page, filtered, within the workspace", async () => {
    const ctx = await testContext();
    const other = await testContext();
    const [one, two] = [await connectSender(ctx), await connectSender(ctx)];
    const ids: string[] = [];
    for (let i = 0; i < 5; i++)
      ids.unshift(
        (await stored(one.post(JSON.stringify({ event_id: `e${i}`, type: `t${i % 2}` })))).event_id,
      );
    const fromTwo = await stored(two.post('{"event_id":"x","type":"t0"}'));
    await one.post('{"event_id":"refused"}', { secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
    await stored(one.post('{"event_id":"e0"}'));
    await stored((await connectSender(other)).post('{"event_id":"foreign"}'));

    const endpoint = one.endpoint.id;
    const first = await listEvents({ ctx, input: { endpoint, limit: 2 } });
    expect(first.data.map((event) => event.id)).toEqual(ids.slice(0, 2));
    const second = await listEvents({ ctx, input: { endpoint, limit: 3, cursor: first.nextCursor! } });
    expect(second).toMatchObject({ data: ids.slice(2).map((id) => ({ id })), nextCursor: null });

    const typed = await listEvents({ ctx, input: { type: "t0" } });
    expect(typed.data.map((event) => event.id)).toEqual([fromTwo.event_id, ids[0], ids[2], ids[4]]);
    await setEventStatus(ctx.platform.database.prisma, {
      ctx,
      eventId: ids[1]!,
      status: "failed",
      reason: "why",
    });
    expect((await listEvents({ ctx, input: { status: "failed" } })).data).toMatchObject([
      { id: ids[1], statusReason: "why" },
    ]);

    const verdicts = async (verdict: "accepted" | "duplicate" | "rejected") =>
      (await listRequests({ ctx, input: { endpoint, verdict } })).data.length;
    expect([await verdicts("accepted"), await verdicts("duplicate"), await verdicts("rejected")]).toEqual([
      5, 1, 1,
    ]);
    const { data: rejected } = await listRequests({ ctx, input: { verdict: "rejected" } });
    expect(rejected[0]).toMatchObject({
      reason: "signature_mismatch",
      diagnosis: expect.stringContaining("none of the endpoint's secrets"),
      status: 403,
      eventId: null,
      count: 1,
    });
    await expect(listEvents({ ctx, input: { cursor: "x" } })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  test("what belongs to another workspace does not exist", async () => {
    const ctx = await testContext();
    const { event_id, request_id } = await stored((await connectSender(ctx)).post('{"event_id":"mine"}'));
    const foreign = makeContext(ctx.platform, (await testContext()).workspaceId, { kind: "system" });
    const db = ctx.platform.database.prisma;
    for (const call of [
      () => getEvent({ ctx: foreign, input: { id: event_id } }),
      () => getRequest({ ctx: foreign, input: { id: request_id } }),
      () => replayEvent({ ctx: foreign, input: { id: event_id } }),
      () => readEventPayload({ ctx: foreign, input: { id: event_id } }),
      () => setEventStatus(db, { ctx: foreign, eventId: event_id, status: "done" }),
    ])
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
    expect((await findEvent(ctx, event_id)).status).toBe("accepted");
  });
});

test("a replay is a new run over the same bytes, enqueued in the same commit", async () => {
  const ctx = await testContext();
  const { post } = await connectSender(ctx);
  const { event_id } = await stored(post('{"event_id":"again"}'));
  const db = ctx.platform.database.prisma;
  await setEventStatus(db, { ctx, eventId: event_id, status: "failed", reason: "no model" });
  const { runId } = await replayEvent({ ctx, input: { id: event_id } });
  expect(await findEvent(ctx, event_id)).toMatchObject({ status: "accepted", statusReason: null });
  expect(await db.eventRun.findFirst({ where: { id: runId } })).toMatchObject({
    cause: "replay",
    eventId: event_id,
  });
  const queued = await db.outbox.findMany({
    where: { workspaceId: ctx.workspaceId },
    orderBy: { id: "asc" },
  });
  expect(queued.map((row) => (row.data as { runId: string }).runId)).toContain(runId);
  expect(queued).toHaveLength(2);
});

test("the timeline has one row for each attempt, also when an attempt begins twice", async () => {
  const ctx = await testContext();
  const { event_id } = await stored((await connectSender(ctx)).post('{"event_id":"steps"}'));
  const { runId } = await replayEvent({ ctx, input: { id: event_id } });
  const draft = { runId, step: "draft", attempt: 1 };
  await startStep(ctx, draft);
  await startStep(ctx, draft);
  await finishStep(ctx, draft, { status: "failed", durationMs: 12.5, error: "no\u0000 answer" });
  await startStep(ctx, { ...draft, attempt: 2 });
  const { timeline } = await getEvent({ ctx, input: { id: event_id } });
  expect(timeline).toMatchObject([
    {
      runId,
      cause: "replay",
      step: "draft",
      attempt: 1,
      status: "failed",
      durationMs: 12.5,
      error: "no\uFFFD answer",
    },
    { step: "draft", attempt: 2, status: "running", durationMs: null, error: null },
  ]);
});

test("the payload is read from the raw bytes, and nothing inherited can be read from it", async () => {
  const ctx = await testContext();
  const { post, endpoint } = await connectSender(ctx);
  const { event_id } = await stored(
    post('{"event_id":"payload","__proto__":{"polluted":1},"data":{"n":1}}', {
      path: `/api/webhook/v1/${endpoint.key}?lang=zh&lang=en&token=canary`,
      headers: { "x-topic": "tickets" },
    }),
  );
  const payload = await readEventPayload({ ctx, input: { id: event_id } });
  expect(payload.query).toEqual({ lang: "zh", token: "[masked]" });
  expect(payload.headers["x-topic"]).toBe("tickets");
  expect(payload.headers.constructor).toBeUndefined();
  expect(payload.body).toMatchObject({ data: { n: 1 } });
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("a status of an unknown event is an error", async () => {
  const ctx = await testContext();
  const unknown = setEventStatus(ctx.platform.database.prisma, { ctx, eventId: newId(), status: "done" });
  await expect(unknown).rejects.toMatchObject({ code: "not_found" });
});
