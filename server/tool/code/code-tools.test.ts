import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { newId } from "../../platform/ids.ts";
import { createOutbound } from "../../platform/outbound-fetch.ts";
import { testContext } from "../../testing/context.ts";
import { startToolServer } from "../../testing/tool-server.ts";
import { approveToolCall } from "../approve-tool-call.ts";
import { proposeToolCall } from "../propose-tool-call.ts";
import { needsPerson } from "../rules.ts";
import { runToolCall } from "../run-tool-call.ts";
import type { JsonObject, Tool } from "../schema.ts";
import { toolNamed } from "../store.ts";
import { tryTool } from "../try-tool.ts";
import { updateTool } from "../update-tool.ts";
import { loadTools } from "./load-tools.ts";
import { putCodeTools } from "./put-tools.ts";
import { startCodeTools } from "./start-code-tools.ts";

const shop = await startToolServer((request, response) =>
  response.end(JSON.stringify({ seen: request.headers["x-key"] ?? null })),
);
const outbound = createOutbound({ allowPrivateHosts: [shop.host] });
const home = await mkdtemp(join(tmpdir(), "firstline-tools-"));
afterAll(async () => {
  shop.close();
  await outbound.close();
  await rm(home, { recursive: true });
});

let folder: string;
let ctx: Context;
let folders = 0;
beforeEach(async () => {
  ctx = await testContext({ outbound });
  folder = join(home, String(++folders));
  await mkdir(folder);
});
const file = (name: string, text: string) => writeFile(join(folder, name), text);
/** Where these are all the workspaces there are; the other tests' are thousands. */
function platformWith(workspaceIds: string[]): Context["platform"] {
  const { database } = ctx.platform;
  const findMany = async () => workspaceIds.map((id) => ({ id }));
  const prisma = database.prisma.$extends({ query: { workspace: { findMany } } });
  return { ...ctx.platform, database: { ...database, prisma: prisma as unknown as typeof database.prisma } };
}
const readAll = async () => {
  const read = await loadTools(folder);
  const { prisma } = ctx.platform.database;
  await prisma.$transaction((tx) => putCodeTools(tx, ctx.workspaceId));
  return read;
};
const named = async (name: string): Promise<Tool> =>
  (await toolNamed(ctx.platform.database.prisma, ctx.workspaceId, name))!;
const call = async (name: string, input: JsonObject) =>
  tryTool({ ctx, input: { id: (await named(name)).id, input } });

const sum = `
export const name = "add_up";
export const description = "Adds two numbers.";
export const schema = { type: "object", properties: { a: { type: "number" }, b: { type: "number" } }, required: ["a", "b"] };
export const run = (ctx, { a, b }) => ({ sum: a + b });
`;
const refund = (more = "") => `
export default {
  name: "refund", effect: "write", schema: { type: "object", properties: { order_id: { type: "string" } }, required: ["order_id"] },
  async run(ctx, { order_id }) {
    const { body } = await ctx.fetch("${shop.origin}/refunds", { method: "POST", headers: { "x-key": ctx.idempotencyKey }, body: order_id });
    return { ...JSON.parse(body), order_id };
  },
};${more}`;

test("the example of the folder is a tool, in ten lines, of every type it says", async () => {
  const example = join(import.meta.dirname, "../../../tools/_delivery-date.ts");
  const { readDefinition } = await import("./definition.ts");
  const tool = readDefinition({ name: "x.ts", bytes: new Uint8Array() }, (await import(example)) as object);
  if ("problem" in tool) throw new Error(tool.problem);
  expect(tool).toMatchObject({ name: "delivery_date", effect: "read", approval: "never" });
  expect(tool.inputSchema).toMatchObject({ type: "object", required: ["paid_on"] });
  expect(await tool.run({} as never, { paid_on: "2026-12-30" })).toEqual({ eta: "2027-01-02" });
});

test("a file's tool is called like any other: its input checked, its answer on record", async () => {
  await file("add-up.mjs", sum);
  await file("_draft.mjs", "throw new Error('never read')");
  expect(await readAll()).toMatchObject({ problems: [] });
  expect(await named("add_up")).toMatchObject({
    kind: "code",
    state: "ready",
    effect: "read",
    approval: "never",
    version: 1,
    origin: "add-up.mjs",
  });
  expect(await call("add_up", { a: 2, b: 40 })).toMatchObject({
    status: "ok",
    output: { sum: 42 },
    attempts: 1,
  });
  expect(await call("add_up", { a: 2 })).toMatchObject({
    status: "failed",
    error: "It was not called: the input b is missing.",
  });
});

test("a write waits for a person, goes out through the guard with the call's key, and an approval ends with the file", async () => {
  await file("refund.mjs", refund());
  await readAll();
  const propose = async () => {
    const tool = await named("refund");
    expect(needsPerson(tool, { byModel: false, mayActAlone: true })).toBe(true);
    const of = { runId: null, eventId: null, conversationId: null, playbookId: null, evidence: null };
    return proposeToolCall({
      ctx,
      input: { ...of, tool, key: String(Math.random()), input: { order_id: "7" }, person: true },
    });
  };
  const first = await propose();
  expect(await runToolCall({ ctx, input: first })).toMatchObject({ status: "pending", attempts: 0 });
  expect(shop.seen).toHaveLength(0);
  await approveToolCall({ ctx, input: { id: first.id } });
  expect(await runToolCall({ ctx, input: first })).toMatchObject({
    status: "ok",
    output: { seen: first.id, order_id: "7" },
  });

  const [second, third] = [await propose(), await propose()];
  await approveToolCall({ ctx, input: { id: third.id } });
  await file("refund.mjs", refund("// changed"));
  await readAll();
  expect(await named("refund")).toMatchObject({ version: 2, state: "ready" });
  await expect(approveToolCall({ ctx, input: { id: second.id } })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await runToolCall({ ctx, input: third })).toMatchObject({
    status: "failed",
    error: "The tool was changed before it was called.",
  });
  expect(shop.seen).toHaveLength(1);
});

test("what the file says is not changed on a screen; how far it may act is, until the file is another", async () => {
  await file("refund.mjs", refund());
  await readAll();
  const { id } = await named("refund");
  await updateTool({ ctx, input: { id, approval: "never" } });
  await expect(updateTool({ ctx, input: { id, description: "x" } })).rejects.toMatchObject({
    message: "description: this is set by the tool's file.",
  });
  await readAll();
  expect((await named("refund")).approval).toBe("never");
  await file("refund.mjs", refund("// changed"));
  await readAll();
  expect((await named("refund")).approval).toBe("always");
});

test("nothing wrong with one file stops the others, and each says what it is", async () => {
  await file("a-good.mjs", sum);
  await file("b-twin.mjs", sum);
  await file("c-syntax.mjs", "export const name = ;");
  await file("d-throws.mjs", "throw new Error('No such table')");
  await file("e-name.mjs", sum.replace("add_up", "Add Up"));
  await file("f-schema.mjs", "export const name = 'f', schema = { type: 'array' }, run = () => 1;");
  await file("g-run.mjs", "export const name = 'g', schema = {};");
  const { tools, problems } = await readAll();
  expect(tools.map(({ name }) => name)).toEqual(["add_up", "f"]);
  expect(Object.fromEntries(problems.map(({ file, problem }) => [file, problem]))).toEqual({
    "b-twin.mjs": "name: a-good.mjs has the same name.",
    "c-syntax.mjs": expect.stringMatching(/./),
    "d-throws.mjs": "No such table",
    "e-name.mjs": "name: must be lower-case letters, digits and _, beginning with a letter",
    "g-run.mjs": "run: is missing",
  });
  expect(problems.every(({ problem }) => !problem.includes(home))).toBe(true);
});

test.each([
  ["throws", "throw new Error('The shop is shut')", { error: "The shop is shut", attempts: 3 }],
  ["never ends", "await new Promise(() => {})", { error: "It did not end within 100 ms.", attempts: 3 }],
  [
    "reaches for this machine",
    "await ctx.fetch('http://127.0.0.1/')",
    { error: expect.stringMatching(/not on the public internet/), attempts: 1 },
  ],
  [
    "answers too much",
    "return { all: Array(20).fill('x'.repeat(1000)) }",
    { error: expect.stringMatching(/larger than 16 KiB/), attempts: 1 },
  ],
])("code that %s ends as a failed call that says so", async (_, body, expected) => {
  await file(
    "x.mjs",
    `export const name = "x", timeoutMs = 100, schema = {}; export const run = async (ctx) => { ${body} };`,
  );
  await readAll();
  expect(await call("x", {})).toMatchObject({ status: "failed", output: null, ...expected });
});

test("a saved file is read again while Firstline runs; without it the tool is gone, and comes back with it", async () => {
  await file("add-up.mjs", sum);
  const { stop } = await startCodeTools(platformWith([ctx.workspaceId]), { folder, isWatched: true });
  try {
    expect(await named("add_up")).toMatchObject({ state: "ready", version: 1 });
    const until = (expected: object) =>
      expect.poll(() => named("add_up"), { timeout: 5000 }).toMatchObject(expected);
    await file("add-up.mjs", sum.replace("a + b", "a + b + 1"));
    await until({ version: 2 });
    expect(await call("add_up", { a: 1, b: 1 })).toMatchObject({ output: { sum: 3 } });
    await rename(join(folder, "add-up.mjs"), join(folder, "_add-up.mjs"));
    await until({ state: "gone" });
    expect(await call("add_up", { a: 1, b: 1 })).toMatchObject({
      status: "failed",
      error: "The file of this tool is not there, or cannot be read.",
    });
    await rename(join(folder, "_add-up.mjs"), join(folder, "add-up.mjs"));
    await until({ state: "ready", version: 2 });
  } finally {
    stop();
  }
});

test("a workspace that is deleted meanwhile keeps no other from its tools", async () => {
  await file("add-up.mjs", sum);
  const { stop } = await startCodeTools(platformWith([newId(), ctx.workspaceId]), {
    folder,
    isWatched: false,
  });
  stop();
  expect(await named("add_up")).toMatchObject({ state: "ready" });
});

test("a folder that is not there holds no tools", async () => {
  expect(await loadTools(join(home, "nowhere"))).toEqual({ tools: [], problems: [] });
});
