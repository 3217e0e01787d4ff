import type { Context } from "../../context.ts";
import { once } from "../../platform/registry.ts";
import { countRejections } from "./store.ts";

type Counted = Omit<Parameters<typeof countRejections>[1], "workspaceId" | "count">;

const everyMs = 1000;
const counts = once("rejection-counts", () => new Map<string, number>());

/** Adds one to a counting row; a flood of them costs one statement a second. */
export function countLater(ctx: Context, row: Counted): void {
  const known = counts.get(row.id);
  counts.set(row.id, (known ?? 0) + 1);
  if (known !== undefined) return;
  const { database, logger } = ctx.platform;
  // The first one is written at once: whoever looks finds the row that the answer named.
  const write = () => {
    const count = counts.get(row.id) ?? 0;
    if (count === 0) {
      counts.delete(row.id);
      return;
    }
    counts.set(row.id, 0);
    countRejections(database.prisma, { ...row, workspaceId: ctx.workspaceId, count }).catch((error) =>
      logger.warn({ err: error }, "webhook.rejections_not_counted"),
    );
    setTimeout(write, everyMs).unref();
  };
  write();
}
