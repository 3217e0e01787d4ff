import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { DomainError } from "../errors.ts";
import { type Embedder, toUnitLength } from "./embedder.ts";

type Job = { text: string; resolve(vector: number[]): void; reject(error: Error): void };
type Answer = { ready?: true; vector?: Float32Array; full?: boolean; error?: string };

/** The encoder reads no further than this; its time grows with the length. */
const longestText = 2000;
/** So many waiting texts take longer than a process takes to load. */
const worthAProcess = 16;
/** Longer than it takes to store a batch of vectors. */
const lingerMs = 5000;
/** What waits beyond this is refused, so that a flood ends in retries and not in memory. */
const longestQueue = 2000;

export type EncoderLimits = {
  /** What an encoder may take to load, or for a text: twenty times what it needs. */
  longestAnswerMs: number;
  /** Resident memory from which another process takes its place: three times what it has after some hundred passages. */
  mostBytes: number;
};

const ordinaryLimits: EncoderLimits = { longestAnswerMs: 60_000, mostBytes: 1024 * 1024 * 1024 };

function unavailable(cause: unknown): DomainError {
  return new DomainError("model_unavailable", "The built-in sentence encoder does not answer.", { cause });
}

/** One document's passages keep two processes busy; with more, the rest of the machine would wait. */
const mostProcesses = 2;

/** A process with an encoder in it, which works on one text at a time. */
type Encoder = {
  child: ChildProcess;
  ready: boolean;
  current: Job | undefined;
  /** Ends it when it is idle, or when it does not answer. */
  timer: NodeJS.Timeout | undefined;
};

/** Whether this process waits for the other one before it ends. */
function hold({ child }: Encoder, held: boolean): void {
  child[held ? "ref" : "unref"]();
  child.channel?.[held ? "ref" : "unref"]();
}

/**
 * The sentence encoder that comes inside an npm package (Universal Sentence Encoder lite: English, 512 dimensions), in
 * processes of its own, so that neither its work nor its memory is this one's: one that starts with the first text and again
 * after it died, and where the machine has the processors a second one while passages wait, which ends a while after. Each
 * works on one text at a time, so that an urgent one never waits for a whole document; one that does not answer is killed.
 */
export function createBuiltinEmbedder(
  processors = availableParallelism(),
  limits: Partial<EncoderLimits> = {},
): Embedder & { processes(): number[] } {
  const { longestAnswerMs, mostBytes } = { ...ordinaryLimits, ...limits };
  const urgent: Job[] = [];
  const patient: Job[] = [];
  const encoders = new Set<Encoder>();
  let closed = false;
  const whenReady: (() => void)[] = [];
  const wakeAll = () => {
    for (const wake of whenReady.splice(0)) wake();
  };

  function next(encoder: Encoder): void {
    if (!encoder.ready || encoder.current || !encoders.has(encoder)) return;
    encoder.current = urgent.shift() ?? patient.shift();
    clearTimeout(encoder.timer);
    if (encoder.current) {
      killLate(encoder);
      encoder.child.send(encoder.current.text);
    } else rest(encoder);
  }
  function killLate(encoder: Encoder): void {
    encoder.timer = setTimeout(() => encoder.child.kill("SIGKILL"), longestAnswerMs).unref();
  }
  /** The first one stays, since loading takes a second; an idle one keeps this process not alive. */
  function rest(encoder: Encoder): void {
    hold(encoder, false);
    encoder.timer = setTimeout(() => {
      if (encoders.size > 1) end(encoder);
    }, lingerMs).unref();
  }
  function end(encoder: Encoder): void {
    clearTimeout(encoder.timer);
    encoders.delete(encoder);
    encoder.child.kill("SIGKILL");
  }
  function start(): void {
    // Texts and vectors are all it exchanges; the settings are not its business.
    const child = fork(join(import.meta.dirname, "builtin-embedder-process.ts"), [String(mostBytes)], {
      ...{ serialization: "advanced" as const, stdio: ["ignore", "ignore", "inherit", "ipc"] as const },
      ...{ env: {} as NodeJS.ProcessEnv, execArgv: ["--max-semi-space-size=8"] },
    });
    const encoder: Encoder = { child, ready: false, current: undefined, timer: undefined };
    encoders.add(encoder);
    killLate(encoder);
    const gone = (cause: unknown) => {
      clearTimeout(encoder.timer);
      if (!encoders.delete(encoder)) return;
      child.kill("SIGKILL");
      encoder.current?.reject(unavailable(cause));
      if (encoders.size > 0) return;
      for (const job of [...urgent.splice(0), ...patient.splice(0)]) job.reject(unavailable(cause));
      wakeAll();
    };
    child.on("message", (answer: Answer) => {
      if (answer.ready) {
        encoder.ready = true;
        wakeAll();
      } else {
        const job = encoder.current;
        encoder.current = undefined;
        if (answer.vector) job?.resolve(toUnitLength(answer.vector));
        else job?.reject(unavailable(answer.error));
      }
      if (!answer.full) return next(encoder);
      end(encoder);
      if (urgent.length + patient.length > 0 && encoders.size === 0) start();
    });
    child.on("error", gone);
    child.on("exit", gone);
  }
  function embedOne(text: string, queue: Job[]): Promise<number[]> {
    return new Promise((resolve, reject) => {
      if (closed || queue.length >= longestQueue) {
        reject(unavailable(closed ? "closed" : "too many texts wait"));
        return;
      }
      queue.push({ text: text.slice(0, longestText).toWellFormed(), resolve, reject });
      const most = Math.min(mostProcesses, processors);
      if (encoders.size === 0 || (patient.length >= worthAProcess && encoders.size < most)) start();
      for (const encoder of encoders) {
        hold(encoder, true);
        next(encoder);
      }
    });
  }

  return {
    model: "builtin:use-lite-512",
    languages: ["en"],
    processes: () => [...encoders].flatMap(({ child }) => child.pid ?? []),
    embed: (texts, options) =>
      Promise.all(texts.map((text) => embedOne(text, options?.urgent ? urgent : patient))),
    async warmUp() {
      if (encoders.size === 0 && !closed) start();
      for (const encoder of encoders) if (!encoder.current) hold(encoder, false);
      if (![...encoders].some(({ ready }) => ready))
        await new Promise<void>((resolve) => whenReady.push(resolve));
    },
    async close() {
      closed = true;
      const running = [...encoders];
      for (const encoder of running) end(encoder);
      wakeAll();
      const jobs = [
        ...running.flatMap(({ current }) => current ?? []),
        ...urgent.splice(0),
        ...patient.splice(0),
      ];
      for (const job of jobs) job.reject(unavailable("closed"));
      await Promise.all(running.map(({ child }) => ended(child)));
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  child.ref();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}
