import type { Context } from "../context.ts";
import type { EngineCheck } from "../platform/durable-runs.ts";
import { engineOf } from "./runs-of.ts";

/** Sends a test event and registers the functions once more; what came of each. */
export async function testEngine({ ctx }: { ctx: Context }): Promise<{ checks: EngineCheck[] }> {
  return { checks: await engineOf(ctx).test() };
}
