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
  expect(order.length).toBeLessThan(4);
  await Promise.all(patient);
  expect(order).toHaveLength(13);
});

test("closed, it fails what waits and refuses what comes", async () => {
  const closing = createBuiltinEmbedder();
  const waiting = closing.embed(["a text"]);
  const failed = expect(waiting).rejects.toMatchObject({ code: "model_unavailable" });
  await closing.close?.();
  await failed;
  await expect(closing.embed(["another"])).rejects.toMatchObject({ code: "model_unavailable" });
});
