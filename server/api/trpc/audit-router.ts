import { listAudit } from "../../audit/list-audit.ts";
import { auditFilter } from "../../audit/schema.ts";
import { procedure, router } from "./trpc.ts";

export const auditRouter = router({
  list: procedure("audit:read")
    .input(auditFilter)
    .query(({ ctx, input }) => listAudit({ ctx, input })),
});
