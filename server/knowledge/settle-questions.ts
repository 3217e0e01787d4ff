import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { settleInput } from "./asked/schema.ts";
import { settle } from "./asked/store.ts";

/** Sets questions aside that need no article, or have one now. @returns how many were open until now */
export async function settleQuestions({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof settleInput>;
}): Promise<{ settled: number }> {
  const { ids } = settleInput.parse(input);
  const { workspaceId } = ctx;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const settled = await settle(tx, workspaceId, ids, ctx.now());
    if (settled > 0) {
      await recordChange(tx, workspaceId, "document", ids[0]!);
      await recordAudit(tx, {
        ctx,
        action: "document.update",
        subjectKind: "document",
        subjectId: ids[0]!,
        after: { settledQuestions: settled },
      });
    }
    return { settled };
  });
}
