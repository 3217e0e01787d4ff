import { z } from "zod";
import { pageInput } from "../../platform/page.ts";
import { loadedTools } from "../../tool/code/loaded.ts";
import { createTool } from "../../tool/create-tool.ts";
import { deleteTool } from "../../tool/delete-tool.ts";
import { getTool } from "../../tool/get-tool.ts";
import { listTools } from "../../tool/list-tools.ts";
import { jsonObject, newTool, toolChanges } from "../../tool/schema.ts";
import { tryTool } from "../../tool/try-tool.ts";
import { updateTool } from "../../tool/update-tool.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const toolRouter = router({
  list: procedure("tool:read")
    .input(pageInput)
    .query(({ ctx, input }) => listTools({ ctx, input })),
  show: procedure("tool:read")
    .input(byId)
    .query(({ ctx, input }) => getTool({ ctx, input })),
  /** Files in the folder of tools that could not be read. */
  brokenFiles: procedure("tool:read").query(() => loadedTools().problems),
  create: procedure("tool:manage")
    .input(newTool)
    .mutation(({ ctx, input }) => createTool({ ctx, input })),
  update: procedure("tool:manage")
    .input(toolChanges.extend({ id: z.uuid() }))
    .mutation(({ ctx, input }) => {
      const { id, ...changes } = input;
      return updateTool({ ctx, input: { id, ...changes } });
    }),
  delete: procedure("tool:manage")
    .input(byId)
    .mutation(({ ctx, input }) => deleteTool({ ctx, input })),
  /** Calls it once, for real; `keep` saves the input as its sample. */
  test: procedure("tool:manage")
    .input(z.strictObject({ id: z.uuid(), input: jsonObject, keep: z.boolean() }))
    .mutation(({ ctx, input }) => tryTool({ ctx, input })),
});
