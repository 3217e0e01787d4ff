import type { Context } from "../context.ts";
import type { Calibration } from "./calibration/schema.ts";
import { findCalibration } from "./calibration/store.ts";

/** What the workspace's thresholds were learned from; null while they are as they came. */
export async function getCalibration({ ctx }: { ctx: Context }): Promise<Calibration | null> {
  return findCalibration(ctx.platform.database.prisma, ctx.workspaceId);
}
