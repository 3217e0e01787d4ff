import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { DomainError } from "../errors.ts";
import { type Embedder, toUnitLength } from "./embedder.ts";

type Job = { text: string; resolve(vector: number[]): void; reject(error: Error): void };
type Answer = { ready?: true; id?: number; vector?: number[]; error?: string };

/** The encoder reads no further than this; its time grows with the length. */
const longestText = 2000;
/** What waits beyond this is refused, so that a flood ends in retries and not in memory. */
const longestQueue = 2000;

function unavailable(cause: unknown): DomainError {
  return new DomainError("model_unavailable", "The built-in sentence encoder does not answer.", { cause });
}

/**
 * The sentence encoder that comes inside an npm package (Universal Sentence Encoder lite: English, 512 dimensions), in a
 * thread of its own that starts with the first text and again after it died. It works on one text at a time, so that an
 * urgent one never waits for a whole document.
 */
export function createBuiltinEmbedder(): Embedder {
  const urgent: Job[] = [];
  const patient: Job[] = [];
  let worker: Worker | undefined;
  let ready = false;
  let current: Job | undefined;
  let closed = false;
  const whenReady: (() => void)[] = [];

  function failAll(error: Error): void {
    const jobs = [...(current ? [current] : []), ...urgent.splice(0), ...patient.splice(0)];
    current = undefined;
    for (const job of jobs) job.reject(error);
  }
  function next(): void {
    if (!ready || current) return;
    current = urgent.shift() ?? patient.shift();
    if (current) worker?.postMessage({ id: 0, text: current.text });
    // An idle encoder keeps no process alive.
    else worker?.unref();
  }
  function start(): void {
    if (worker || closed) return;
    const started = new Worker(join(import.meta.dirname, "builtin-embedder-worker.ts"));
    worker = started;
    const gone = (cause: unknown) => {
      if (worker !== started) return;
      worker = undefined;
      ready = false;
      failAll(unavailable(cause));
      for (const wake of whenReady.splice(0)) wake();
    };
    started.on("message", (answer: Answer) => {
      if (answer.ready) {
        ready = true;
        for (const wake of whenReady.splice(0)) wake();
      } else {
        const job = current;
        current = undefined;
        if (answer.vector) job?.resolve(toUnitLength(answer.vector));
        else job?.reject(unavailable(answer.error));
      }
      next();
    });
    started.on("error", gone);
    started.on("exit", gone);
  }
  function embedOne(text: string, queue: Job[]): Promise<number[]> {
    return new Promise((resolve, reject) => {
      if (closed || queue.length >= longestQueue) {
        reject(unavailable(closed ? "closed" : "too many texts wait"));
        return;
      }
      queue.push({ text: text.slice(0, longestText).toWellFormed(), resolve, reject });
      start();
      worker?.ref();
      next();
    });
  }

  return {
    model: "builtin:use-lite-512",
    languages: ["en"],
    embed: (texts, options) =>
      Promise.all(texts.map((text) => embedOne(text, options?.urgent ? urgent : patient))),
    async warmUp() {
      start();
      worker?.unref();
      if (!ready) await new Promise<void>((resolve) => whenReady.push(resolve));
    },
    async close() {
      closed = true;
      const running = worker;
      worker = undefined;
      for (const wake of whenReady.splice(0)) wake();
      failAll(unavailable("closed"));
      await running?.terminate();
    },
  };
}
