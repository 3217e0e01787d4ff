import { z } from "zod";
import { getDelivery } from "../../delivery/get-delivery.ts";
import { listDeliveries } from "../../delivery/list-deliveries.ts";
import { deliveryFilter } from "../../delivery/schema.ts";
import { procedure, router } from "./trpc.ts";

export const deliveryRouter = router({
  list: procedure("delivery:read")
    .input(deliveryFilter)
    .query(({ ctx, input }) => listDeliveries({ ctx, input })),
  show: procedure("delivery:read")
    .input(z.strictObject({ id: z.uuid() }))
    .query(({ ctx, input }) => getDelivery({ ctx, input })),
});
