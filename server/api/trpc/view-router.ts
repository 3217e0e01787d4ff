import { z } from "zod";
import { deleteView } from "../../conversation/delete-view.ts";
import { listViews } from "../../conversation/list-views.ts";
import { saveView } from "../../conversation/save-view.ts";
import { newView } from "../../conversation/schema.ts";
import { isAllowed } from "../permissions.ts";
import { procedure, router } from "./trpc.ts";

/** Saved views of the inbox. */
export const viewRouter = router({
  list: procedure("conversation:read").query(({ ctx }) => listViews({ ctx })),
  save: procedure("conversation:update")
    .input(newView)
    .mutation(({ ctx, input }) => saveView({ ctx, input })),
  delete: procedure("conversation:update")
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) =>
      deleteView({ ctx, input: { ...input, anyShared: isAllowed(ctx.member.role, "team:manage") } }),
    ),
});
