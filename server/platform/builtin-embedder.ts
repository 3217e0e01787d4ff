import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { DomainError } from "../errors.ts";
import { type Embedder, toUnitLength } from "./embedder.ts";

type Job = { text: string; resolve(vector: number[]): void; reject(error: Error): void };
type Answer = { ready?: true; id?: number; vector?: number[]; error?: string };

/** The encoder reads no further than this; its time grows with the length. */
const longestText = 2000;
/** So many waiting texts take longer than a thread takes to load. */
const worthAThread = 16;
/** Longer than it takes to store a batch of vectors. */
const lingerMs = 5000;
/** What waits beyond this is refused, so that a flood ends in retries and not in memory. */
const longestQueue = 2000;

function unavailable(cause: unknown): DomainError {
  return new DomainError("model_unavailable", "The built-in sentence encoder does not answer.", { cause });
}

/** One document's passages keep two threads busy; with more, the rest of the machine would wait. */
const mostThreads = 2;

/** A thread with an encoder in it, which works on one text at a time. */
type Thread = { worker: Worker; ready: boolean; current: Job | undefined; end: NodeJS.Timeout | undefined };

/**
 * The sentence encoder that comes inside an npm package (Universal Sentence Encoder lite: English, 512 dimensions), in
 * threads of its own: one that starts with the first text and again after it died, and where the machine has the processors a
 * second one while passages wait, which ends a while after. Each works on one text at a time, so that an urgent one never waits
 * for a whole document.
 */
export function createBuiltinEmbedder(processors = availableParallelism()): Embedder & { threads(): number } {
  const urgent: Job[] = [];
  const patient: Job[] = [];
  const threads = new Set<Thread>();
  let closed = false;
  const whenReady: (() => void)[] = [];

  function next(thread: Thread): void {
    if (!thread.ready || thread.current) return;
    thread.current = urgent.shift() ?? patient.shift();
    clearTimeout(thread.end);
    if (thread.current) thread.worker.postMessage({ id: 0, text: thread.current.text });
    else rest(thread);
  }
  /** The first thread stays, since loading takes a second; an idle one keeps no process alive. */
  function rest(thread: Thread): void {
    thread.worker.unref();
    thread.end = setTimeout(() => {
      if (threads.size < 2 || !threads.delete(thread)) return;
      thread.worker.terminate();
    }, lingerMs).unref();
  }
  function start(): void {
    const worker = new Worker(join(import.meta.dirname, "builtin-embedder-worker.ts"));
    const thread: Thread = { worker, ready: false, current: undefined, end: undefined };
    threads.add(thread);
    const gone = (cause: unknown) => {
      clearTimeout(thread.end);
      if (!threads.delete(thread)) return;
      thread.current?.reject(unavailable(cause));
      if (threads.size > 0) return;
      for (const job of [...urgent.splice(0), ...patient.splice(0)]) job.reject(unavailable(cause));
      for (const wake of whenReady.splice(0)) wake();
    };
    worker.on("message", (answer: Answer) => {
      if (answer.ready) {
        thread.ready = true;
        for (const wake of whenReady.splice(0)) wake();
      } else {
        const job = thread.current;
        thread.current = undefined;
        if (answer.vector) job?.resolve(toUnitLength(answer.vector));
        else job?.reject(unavailable(answer.error));
      }
      next(thread);
    });
    worker.on("error", gone);
    worker.on("exit", gone);
  }
  function embedOne(text: string, queue: Job[]): Promise<number[]> {
    return new Promise((resolve, reject) => {
      if (closed || queue.length >= longestQueue) {
        reject(unavailable(closed ? "closed" : "too many texts wait"));
        return;
      }
      queue.push({ text: text.slice(0, longestText).toWellFormed(), resolve, reject });
      const most = Math.min(mostThreads, processors);
      if (threads.size === 0 || (patient.length >= worthAThread && threads.size < most)) start();
      for (const thread of threads) {
        thread.worker.ref();
        next(thread);
      }
    });
  }

  return {
    model: "builtin:use-lite-512",
    languages: ["en"],
    threads: () => threads.size,
    embed: (texts, options) =>
      Promise.all(texts.map((text) => embedOne(text, options?.urgent ? urgent : patient))),
    async warmUp() {
      if (threads.size === 0 && !closed) start();
      for (const thread of threads) if (!thread.current) thread.worker.unref();
      if (![...threads].some(({ ready }) => ready))
        await new Promise<void>((resolve) => whenReady.push(resolve));
    },
    async close() {
      closed = true;
      const running = [...threads];
      threads.clear();
      for (const wake of whenReady.splice(0)) wake();
      const jobs = [
        ...running.flatMap(({ current }) => current ?? []),
        ...urgent.splice(0),
        ...patient.splice(0),
      ];
      for (const job of jobs) job.reject(unavailable("closed"));
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}
