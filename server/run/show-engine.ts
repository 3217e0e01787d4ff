import type { Context } from "../context.ts";
import { engineOf } from "./runs-of.ts";

/** What runs the durable functions, as the operator set it up; no key is among it. */
export async function showEngine({ ctx }: { ctx: Context }) {
  const { kind, dashboardUrl, serveUrl, runs } = engineOf(ctx);
  const { publicUrl, inngest } = ctx.platform.settings;
  return {
    kind,
    serveUrl,
    publicUrl,
    baseUrl: inngest?.baseUrl ?? null,
    dashboardUrl: dashboardUrl ?? null,
    database: ctx.platform.database.kind,
    functions: runs?.functions().length ?? null,
    metrics: runs ? await runs.metrics() : null,
  };
}
