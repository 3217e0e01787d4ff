import { z } from "zod";
import { addServer } from "../../tool/mcp/add-server.ts";
import { allowTool, toolPermission } from "../../tool/mcp/allow-tool.ts";
import { listServers } from "../../tool/mcp/list-servers.ts";
import { refreshServer } from "../../tool/mcp/refresh-server.ts";
import { removeServer } from "../../tool/mcp/remove-server.ts";
import { newToolServer } from "../../tool/mcp/schema.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const toolServerRouter = router({
  list: procedure("tool:read").query(({ ctx }) => listServers({ ctx })),
  add: procedure("tool:manage")
    .input(newToolServer)
    .mutation(({ ctx, input }) => addServer({ ctx, input })),
  /** Asks it again what it offers. */
  refresh: procedure("tool:manage")
    .input(byId)
    .mutation(({ ctx, input }) => refreshServer({ ctx, input })),
  remove: procedure("tool:manage")
    .input(byId)
    .mutation(({ ctx, input }) => removeServer({ ctx, input })),
  /** Allows one of its tools, as it was read, or withdraws that. */
  allow: procedure("tool:manage")
    .input(toolPermission)
    .mutation(({ ctx, input }) => allowTool({ ctx, input })),
});
