import { tracked } from "@trpc/server";
import { z } from "zod";
import { toTrpcError } from "./error-shape.ts";
import { followChanges } from "./follow-changes.ts";
import { procedure, requireCaller, router } from "./trpc.ts";

/** A stream outlives what its beginning allowed: who listens is asked again this often. */
export const authorisedForMs = 30_000;

const position = z.strictObject({
  lastEventId: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullish(),
});

/** What changed in the workspace, as it happens. The change says where to look; the rows say what is there. */
export const changeRouter = router({
  /** Each event's id is its number: tRPC's client resumes behind the last one it saw. */
  follow: procedure("change:read")
    .input(position.optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const after = input?.lastEventId ? BigInt(input.lastEventId) : undefined;
      let authorisedAt = Date.now();
      for await (const change of followChanges({ ctx, after, signal: signal! })) {
        if (change && "draft" in change) {
          yield change;
          continue;
        }
        // Whoever is removed or demoted is told by this very change: they hear nothing after it.
        if (change?.topic === "setting" || Date.now() - authorisedAt >= authorisedForMs) {
          const caller = await requireCaller(ctx.caller, "change:read").catch((error) => {
            throw toTrpcError(error);
          });
          if (caller.ctx.workspaceId !== ctx.workspaceId) return;
          authorisedAt = Date.now();
        }
        if (change) yield tracked(String(change.seq), { topic: change.topic, subjectId: change.subjectId });
      }
    }),
});
