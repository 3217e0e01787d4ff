import { afterAll, expect, test } from "vitest";
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
  "with %d processors a long document takes %d threads, and every text gets its own vector",
  async (processors, most) => {
    const own = createBuiltinEmbedder(processors);
    const texts = Array.from({ length: 40 }, (_, i) => `passage ${i} says ${i % 2 ? "rain" : "sun"}`);
    const vectors = own.embed(texts);
    expect(own.threads()).toBe(most);
    const alone = await embedder.embed([texts[7]!]);
    expect((await vectors)[7]).toEqual(alone[0]);
    expect(new Set((await vectors).map((vector) => vector.join())).size).toBe(40);
    await own.close?.();
    expect(own.threads()).toBe(0);
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
