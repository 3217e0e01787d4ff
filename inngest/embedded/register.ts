import { createHash } from "node:crypto";
import { type Expression, evaluate, parseExpression } from "./expression.ts";
import { isWaitable } from "./own-events.ts";
import { type EventBody, limits } from "./protocol.ts";
import { nextCronTime, parseMoment } from "./schedule.ts";

/** A function as the engine runs it, read from what the SDK registers. */
export type RegisteredFunction = {
  id: string;
  name: string;
  maxAttempts: number;
  events: { name: string; condition: Expression | undefined }[];
  crons: string[];
  cancelOn: { event: string; condition: Expression | undefined; timeoutMs: number | undefined }[];
  concurrency: { limit: number; key: Expression | undefined; shared: boolean }[];
  idempotency: Expression | undefined;
};

/** A function asks for something the engine does not do; the message is one sentence for the operator. */
export class UnsupportedFunctionError extends Error {}

/** Everything a registration may carry; whatever stands beside it asks for something the engine does not do. */
const supported = {
  function: ["id", "name", "triggers", "steps", "concurrency", "idempotency", "cancel"],
  trigger: ["event", "expression", "cron"],
  cancelOn: ["event", "if", "timeout"],
  concurrency: ["limit", "key", "scope"],
  steps: ["step"],
  step: ["id", "name", "runtime", "retries"],
  retries: ["attempts"],
};

type Config = {
  id: string;
  name?: string;
  triggers: { event?: string; expression?: string; cron?: string }[];
  steps: { step?: { retries?: { attempts?: number } } };
  concurrency?: unknown;
  idempotency?: string;
  cancel?: { event: string; if?: string; timeout?: string }[];
};

/**
 * Reads the functions of a registration.
 * @throws UnsupportedFunctionError naming the function and the option: nothing is silently ignored
 */
export function readFunctions(configs: unknown): Map<string, RegisteredFunction> {
  if (!Array.isArray(configs)) throw new UnsupportedFunctionError("The registration carries no functions.");
  const functions = configs.map((config) => readFunction(config as Config));
  return new Map(functions.map((fn) => [fn.id, fn]));
}

function readFunction(config: Config): RegisteredFunction {
  const refuse = (sentence: string): never => {
    throw new UnsupportedFunctionError(
      `Function "${config.id}" ${sentence} Change the function, or run it on an Inngest server (INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY).`,
    );
  };
  const read = <T>(what: string, reader: () => T): T => {
    try {
      return reader();
    } catch (error) {
      return refuse(`has a ${what} the embedded engine cannot use: ${(error as Error).message}`);
    }
  };
  const expression = (what: string, source: string | undefined) =>
    source === undefined ? undefined : read(what, () => parseExpression(source));

  const allow = (what: keyof typeof supported, options: object | undefined) => {
    const others = Object.entries(options ?? {})
      .filter(([name, value]) => value !== undefined && value !== null && !supported[what].includes(name))
      .map(([name]) => (what === "function" ? name : `${name} (in ${what})`));
    if (others.length > 0) refuse(`uses ${others.join(", ")}, which the embedded engine does not do.`);
  };
  allow("function", config);
  allow("steps", config.steps);
  allow("step", config.steps.step);
  allow("retries", config.steps.step?.retries);

  const retries = config.steps.step?.retries?.attempts ?? limits.defaultRetries;
  if (!Number.isInteger(retries) || retries < 0 || retries > limits.maxRetries)
    refuse(`asks for ${retries} retries; from 0 to ${limits.maxRetries} are possible.`);

  const result: RegisteredFunction = {
    id: config.id,
    name: config.name ?? config.id,
    maxAttempts: retries + 1,
    events: [],
    crons: [],
    cancelOn: [],
    concurrency: [],
    idempotency: expression("idempotency key", config.idempotency),
  };
  for (const trigger of config.triggers) {
    allow("trigger", trigger);
    if (trigger.cron) {
      read("cron trigger", () => nextCronTime(trigger.cron as string, new Date()));
      result.crons.push(trigger.cron);
    } else {
      const name = trigger.event ?? "";
      if (!isWaitable(name)) refuse(`is triggered by "${name}", which the embedded engine does not send.`);
      result.events.push({ name, condition: expression("trigger condition", trigger.expression) });
    }
  }
  for (const cancel of config.cancel ?? []) {
    allow("cancelOn", cancel);
    if (!isWaitable(cancel.event))
      refuse(`is cancelled by "${cancel.event}", which the embedded engine does not send.`);
    const moment = cancel.timeout ? read("cancelOn timeout", () => parseMoment(cancel.timeout!)) : undefined;
    if (moment && "at" in moment) refuse("has a cancelOn timeout that is a date instead of a span.");
    result.cancelOn.push({
      event: cancel.event,
      condition: expression("cancelOn condition", cancel.if),
      timeoutMs: moment && "afterMs" in moment ? moment.afterMs : undefined,
    });
  }
  const concurrency = config.concurrency ?? [];
  for (const option of Array.isArray(concurrency) ? concurrency : [concurrency]) {
    const { limit, key, scope = "fn" } = typeof option === "number" ? { limit: option } : option;
    if (typeof option === "object") allow("concurrency", option);
    if (!Number.isInteger(limit) || limit < 1)
      refuse(`has a concurrency limit of ${limit}; it must be at least 1.`);
    if (scope !== "fn" && key === undefined)
      refuse(`has concurrency of scope "${scope}" without a key, which the embedded engine does not do.`);
    result.concurrency.push({ limit, key: expression("concurrency key", key), shared: scope !== "fn" });
  }
  return result;
}

/** What a run of a function may share a limit with: gates by digest, with their limits. */
export function gatesOf(fn: RegisteredFunction, event: EventBody): { gate: string; limit: number }[] {
  return fn.concurrency.map(({ limit, key, shared }) => {
    const value = key ? evaluate(key, { event }) : "";
    return { limit, gate: digest([shared ? "" : fn.id, value ?? null]) };
  });
}

/** The key under which one run a day starts; undefined without the option or where the event lacks the value. */
export function idempotencyKeyOf(fn: RegisteredFunction, event: EventBody): string | undefined {
  const value = fn.idempotency && evaluate(fn.idempotency, { event });
  return value === undefined ? undefined : digest([value]);
}

function digest(parts: unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
