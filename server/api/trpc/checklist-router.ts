import { tickInput } from "../../checklist/schema.ts";
import { showChecklist } from "../../checklist/show-checklist.ts";
import { tickStep } from "../../checklist/tick-step.ts";
import { procedure, router } from "./trpc.ts";

/** The newcomer's first steps, which belong to the person. */
export const checklistRouter = router({
  show: procedure("me:read").query(({ ctx }) => showChecklist({ ctx })),
  tick: procedure("me:update")
    .input(tickInput)
    .mutation(({ ctx, input }) => tickStep({ ctx, input })),
});
