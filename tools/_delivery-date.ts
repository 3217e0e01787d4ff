import { z } from "zod";
import { defineTool } from "../server/tool/code/define-tool.ts";

export default defineTool({
  name: "delivery_date",
  description: "The date on which an order that was paid on a given day arrives.",
  schema: z.object({ paid_on: z.iso.date(), days: z.int().min(1).max(30).default(3) }),
  run: (_ctx, { paid_on, days }) => ({
    eta: new Date(Date.parse(paid_on) + days * 86_400_000).toISOString().slice(0, 10),
  }),
});
