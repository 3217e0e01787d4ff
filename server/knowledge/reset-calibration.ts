import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { deleteCalibration } from "./calibration/store.ts";

/** Puts the thresholds back to what they came as. */
export async function resetCalibration({ ctx }: { ctx: Context }): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    await deleteCalibration(tx, workspaceId);
    await recordChange(tx, workspaceId, "document", workspaceId);
    await recordAudit(tx, {
      ctx,
      action: "workspace.update",
      subjectKind: "workspace",
      subjectId: workspaceId,
      after: { searchThresholds: "as they came" },
    });
  });
}
