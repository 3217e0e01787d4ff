/**
 * One place for what a process holds once: main and Next's bundle load modules twice, so module variables would be two.
 */
const key = Symbol.for("firstline.registry");

type Registry = Map<string, unknown>;

function registry(): Registry {
  const holder = globalThis as { [key]?: Registry };
  holder[key] ??= new Map();
  return holder[key];
}

/** The value under `name`, made by `create` the first time anyone in this process asks. */
export function once<T>(name: string, create: () => T): T {
  const values = registry();
  if (!values.has(name)) values.set(name, create());
  return values.get(name) as T;
}

/** Puts `value` under `name`, for the process's composition root. */
export function register<T>(name: string, value: T): T {
  registry().set(name, value);
  return value;
}
