import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { DurableEngine, Runs } from "../platform/durable-runs.ts";

/** Throws DomainError("not_found") in a process that runs nothing. */
export function engineOf(ctx: Context): DurableEngine {
  const { engine } = ctx.platform;
  if (!engine) throw new DomainError("not_found", "No durable engine runs in this process.");
  return engine;
}

/** Throws DomainError("not_found") where an Inngest server keeps the runs. */
export function runsOf(ctx: Context): Runs {
  const { runs } = engineOf(ctx);
  if (!runs)
    throw new DomainError("not_found", "An Inngest server keeps the runs of this desk; see them there.");
  return runs;
}
