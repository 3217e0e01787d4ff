import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { testContext } from "../../testing/context.ts";
import { makeEndpoint, makeEvent } from "../../testing/rows.ts";
import { indexEvent } from "../index-event.ts";
import { listEventChoices } from "../list-event-choices.ts";
import { listEvents } from "../list-events.ts";
import { queryOf, searchableText, vectorOf } from "./terms.ts";

const event = {
  eventKey: "evt-77",
  type: "ticket.created",
  mapped: { text: "Broken kettle", contact: { email: "ada@example.com" } },
};

describe("terms", () => {
  test("escapes of JSON are read as what they stand for", () => {
    const body = Buffer.from('{"a":"\\u9000\\u6b3e\\nSoon","b":"x\\"y"}');
    const text = searchableText(event, body);
    expect(text).toContain("退款 Soon");
    expect(text).not.toContain("nSoon");
    expect(text).toContain("ada@example.com");
  });

  test.each([
    ["  ", null],
    ["!?", null],
    ["Kettle", "('kettle':*)"],
    ["ORD-2024", "('ord' <-> '2024':*)"],
    ["退款 kettle", "('退' <-> '款':*) & ('kettle':*)"],
    ["it's | & ! :* <-> '", "('it' <-> 's':*)"],
  ])("%j asks for %j", (typed, query) => {
    expect(queryOf(typed)).toBe(query);
  });

  test("whatever bytes came, PostgreSQL can store what is made of them", () => {
    expect(vectorOf("a a b")).toBe("'a':1,2 'b':3");
    expect(vectorOf(`${"x".repeat(5000)} end`)).toBe(`'${"x".repeat(64)}':1 'end':2`);
    expect(vectorOf("word ".repeat(20_000)).split(",")).toHaveLength(255);
  });
});

describe("the search of events", () => {
  let ctx: Context;
  const ids: Record<string, string> = {};
  const keysOf = async (input: Parameters<typeof listEvents>[0]["input"]) =>
    (await listEvents({ ctx, input })).data.map(({ id }) =>
      Object.keys(ids).find((name) => ids[name] === id),
    );

  beforeAll(async () => {
    ctx = await testContext();
    const { prisma } = ctx.platform.database;
    const endpoint = await makeEndpoint(ctx);
    const bodies: Record<string, string> = {
      order: '{"order":{"number":"ORD-2024-0815"},"note":"leave it with the neighbour"}',
      chinese: '{"内容":"请问退款什么时候到账？","编号":"工单-7"}',
      escaped: '{"text":"\\u9000\\u6b3e"}',
      binary: "\u0000\ufffd{",
    };
    for (const [name, body] of Object.entries(bodies)) {
      const { eventId } = await makeEvent(ctx, endpoint, {
        type: name === "order" ? "order.created" : "ticket.created",
        mapped: { text: `Hello from ${name}`, contact: { email: `${name}@example.com` } },
      });
      ids[name] = eventId;
      const { requestId } = await prisma.incomingEvent.findFirstOrThrow({ where: { id: eventId } });
      await prisma.webhookRequest.updateMany({ where: { id: requestId }, data: { body: Buffer.from(body) } });
      await indexEvent({ ctx, input: { eventId } });
      await indexEvent({ ctx, input: { eventId } });
    }
  });

  test.each([
    ["ord-2024-0815", ["order"]],
    ["2024 neighbour", ["order"]],
    ["neigh", ["order"]],
    ["eighbour", []],
    ["neighbour the", ["order"]],
    ["0815-ord", []],
    ["退款", ["escaped", "chinese"]],
    ["什么时候", ["chinese"]],
    ["款退", []],
    ["order@example.com", ["order"]],
    ["hello", ["binary", "escaped", "chinese", "order"]],
    ["' | ! & :*", []],
  ])("%j finds %j", async (search, found) => {
    expect(await keysOf({ search })).toEqual(found);
  });

  test("goes together with the filters, and pages", async () => {
    expect(await keysOf({ search: "hello", type: "order.created" })).toEqual(["order"]);
    expect(await keysOf({ search: "hello", status: "failed" })).toEqual([]);
    expect(await keysOf({ search: "hello", to: new Date(Date.now() - 60_000) })).toEqual([]);
    expect(await keysOf({ search: "hello", from: new Date(Date.now() - 60_000) })).toHaveLength(4);
    expect(await keysOf({ from: new Date(Date.now() + 60_000) })).toEqual([]);
    const first = await listEvents({ ctx, input: { search: "hello", limit: 3 } });
    expect(first.data).toHaveLength(3);
    expect(await keysOf({ search: "hello", cursor: first.nextCursor! })).toEqual(["order"]);
  });

  test("shows another workspace nothing", async () => {
    const other = await testContext();
    expect((await listEvents({ ctx: other, input: { search: "hello" } })).data).toEqual([]);
  });

  test("the choices are what there is", async () => {
    const { endpoints, types } = await listEventChoices({ ctx });
    expect(endpoints.map(({ name }) => name)).toEqual(["Tickets"]);
    expect(types).toEqual(["order.created", "ticket.created"]);
    expect(await listEventChoices({ ctx: await testContext() })).toEqual({ endpoints: [], types: [] });
  });
});
