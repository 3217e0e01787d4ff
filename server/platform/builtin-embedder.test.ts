import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { createBuiltinEmbedder } from "./builtin-embedder.ts";

const embedder = createBuiltinEmbedder();
afterAll(() => embedder.close?.());

const similarity = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

test("one vector of length 1 a text, in order; the same meaning is nearer than another", async () => {
  const [reset, restore, weather] = await embedder.embed([
    "How do I reset my password?",
    "I forgot my login credentials",
    "It will rain tomorrow",
  ]);
  expect(reset).toHaveLength(512);
  expect(Math.hypot(...reset!)).toBeCloseTo(1, 5);
  expect(similarity(reset!, restore!)).toBeGreaterThan(similarity(reset!, weather!));
});

test("nothing, white space and lone surrogates are texts too", async () => {
  for (const vector of await embedder.embed(["", "  \n", "\ud83d", "🙂"])) expect(vector).toHaveLength(512);
});

test("an urgent text goes before those that wait", async () => {
  const order: string[] = [];
  const patient = Array.from({ length: 12 }, (_, i) =>
    embedder.embed([`a passage of a long document, number ${i}`]).then(() => order.push("patient")),
  );
  await embedder.embed(["a question"], { urgent: true }).then(() => order.push("urgent"));
  expect(order.length).toBeLessThan(5);
  await Promise.all(patient);
  expect(order).toHaveLength(13);
});

test.each([
  [1, 1],
  [2, 2],
  [8, 2],
])(
  "with %d processors a long document takes %d processes, and every text gets its own vector",
  async (processors, most) => {
    const own = createBuiltinEmbedder(processors);
    const texts = Array.from({ length: 40 }, (_, i) => `passage ${i} says ${i % 2 ? "rain" : "sun"}`);
    const vectors = own.embed(texts);
    expect(own.processes()).toHaveLength(most);
    const alone = await embedder.embed([texts[7]!]);
    expect((await vectors)[7]).toEqual(alone[0]);
    expect(new Set((await vectors).map((vector) => vector.join())).size).toBe(40);
    await own.close?.();
    expect(own.processes()).toEqual([]);
  },
);

test("closed, it fails what waits and refuses what comes", async () => {
  const closing = createBuiltinEmbedder();
  const waiting = closing.embed(["a text"]);
  const failed = expect(waiting).rejects.toMatchObject({ code: "model_unavailable" });
  await closing.close?.();
  await failed;
  await expect(closing.embed(["another"])).rejects.toMatchObject({ code: "model_unavailable" });
});

test("a process that is killed fails the texts that wait, and the next text starts another", async () => {
  const own = createBuiltinEmbedder(1);
  await own.warmUp?.();
  const [first] = own.processes();
  const waiting = own.embed(["a text", "another one"]);
  const failed = expect(waiting).rejects.toMatchObject({ code: "model_unavailable" });
  process.kill(first!, "SIGKILL");
  await failed;
  expect(own.processes()).toEqual([]);
  expect((await own.embed(["a third"]))[0]).toHaveLength(512);
  expect(own.processes()).not.toContain(first);
  await own.close?.();
});

test("a process that does not answer is killed in the end", async () => {
  const own = createBuiltinEmbedder(1, { longestAnswerMs: 3000 });
  await own.embed(["a text"]);
  process.kill(own.processes()[0]!, "SIGSTOP");
  await expect(own.embed(["another"])).rejects.toMatchObject({ code: "model_unavailable" });
  await own.close?.();
});

test("one that has grown too large hands its work to another, and no text is lost", async () => {
  const own = createBuiltinEmbedder(1, { mostBytes: 1 });
  const texts = ["rain", "sun", "snow"];
  const vectors = await own.embed(texts);
  expect(vectors).toEqual(await embedder.embed(texts));
  await vi.waitFor(() => expect(own.processes()).toEqual([]));
  await own.close?.();
});

test.runIf(process.platform === "linux")("no process is left when its parent is killed", async () => {
  const script = `import { createBuiltinEmbedder } from ${JSON.stringify(join(import.meta.dirname, "builtin-embedder.ts"))};
    const embedder = createBuiltinEmbedder(1);
    await embedder.embed(["a text"]);
    console.log(embedder.processes()[0]);
    await new Promise((resolve) => setTimeout(resolve, 60_000));`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once("data", (data) => resolve(Number(data))),
  );
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), 10_000);
});
