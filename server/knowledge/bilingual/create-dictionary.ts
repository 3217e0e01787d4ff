import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { DomainError } from "../../errors.ts";
import type { Dictionary, TranslatedTerm } from "../../platform/dictionary.ts";
import type { Answer, Request } from "./worker.ts";

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

function unavailable(cause: unknown): DomainError {
  return new DomainError("model_unavailable", "The built-in dictionary does not answer.", { cause });
}

/**
 * CC-CEDICT and the support glossary, in a thread that starts with the first question and again after it died, and that
 * keeps no process alive while nobody waits for it.
 */
export function createDictionary(): Dictionary {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(join(import.meta.dirname, "worker.ts"), {
      resourceLimits: { maxOldGenerationSizeMb: 400 },
    });
    const gone = (cause: unknown) => {
      if (worker !== started) return;
      worker = undefined;
      for (const { reject } of waiting.values()) reject(unavailable(cause));
      waiting.clear();
    };
    started.on("error", gone);
    started.on("exit", gone);
    started.on("message", ({ id, value, error }: Answer) => {
      const asker = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
      if (error === undefined) asker?.resolve(value);
      else asker?.reject(unavailable(error));
    });
    return started;
  }
  function ask<T>(question: { gloss: string } | { translate: string }): Promise<T> {
    if (closed) return Promise.reject(unavailable("closed"));
    worker ??= start();
    worker.ref();
    const id = ++lastId;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      worker?.postMessage({ id, ...question } satisfies Request);
    });
  }

  return {
    gloss: (texts) => Promise.all(texts.map((text) => ask<string>({ gloss: text }))),
    translate: (question) => ask<TranslatedTerm[]>({ translate: question }),
    async warmUp() {
      await ask({ translate: "warm up" });
    },
    async close() {
      closed = true;
      const running = worker;
      worker = undefined;
      for (const { reject } of waiting.values()) reject(unavailable("closed"));
      waiting.clear();
      await running?.terminate();
    },
  };
}
