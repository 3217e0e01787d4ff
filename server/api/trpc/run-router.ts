import { z } from "zod";
import { listEventRuns } from "../../incoming-event/list-event-runs.ts";
import { pageInput } from "../../platform/page.ts";
import { cancelRun } from "../../run/cancel-run.ts";
import { countUnsettled } from "../../run/count-unsettled.ts";
import { getRun } from "../../run/get-run.ts";
import { listRuns } from "../../run/list-runs.ts";
import { rerunRun } from "../../run/rerun-run.ts";
import { listRunsInput } from "../../run/schema.ts";
import { settleRuns } from "../../run/settle-runs.ts";
import { showEngine } from "../../run/show-engine.ts";
import { showOverview } from "../../run/show-overview.ts";
import { testEngine } from "../../run/test-engine.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const runRouter = router({
  overview: procedure("run:read").query(({ ctx }) => showOverview({ ctx })),
  unsettled: procedure("run:read").query(({ ctx }) => countUnsettled({ ctx })),
  list: procedure("run:read")
    .input(listRunsInput)
    .query(({ ctx, input }) => listRuns({ ctx, input })),
  /** Our own timeline of incoming events, which every engine leaves behind. */
  ofEvents: procedure("run:read")
    .input(pageInput)
    .query(({ ctx, input }) => listEventRuns({ ctx, input })),
  show: procedure("run:read")
    .input(byId)
    .query(({ ctx, input }) => getRun({ ctx, input })),
  rerun: procedure("run:manage")
    .input(byId)
    .mutation(({ ctx, input }) => rerunRun({ ctx, input })),
  cancel: procedure("run:manage")
    .input(byId)
    .mutation(({ ctx, input }) => cancelRun({ ctx, input })),
  settle: procedure("run:manage")
    .input(z.strictObject({ id: z.uuid().optional() }))
    .mutation(({ ctx, input }) => settleRuns({ ctx, input })),
  engine: procedure("engine:read").query(({ ctx }) => showEngine({ ctx })),
  testEngine: procedure("engine:read").mutation(({ ctx }) => testEngine({ ctx })),
});
