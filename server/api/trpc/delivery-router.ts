import { z } from "zod";
import { cancelDelivery } from "../../delivery/cancel-delivery.ts";
import { getDelivery } from "../../delivery/get-delivery.ts";
import { listDeliveries } from "../../delivery/list-deliveries.ts";
import { retryDelivery } from "../../delivery/retry-delivery.ts";
import { retryFailedDeliveries } from "../../delivery/retry-failed-deliveries.ts";
import { deliveryFilter } from "../../delivery/schema.ts";
import { procedure, router } from "./trpc.ts";

export const deliveryRouter = router({
  list: procedure("delivery:read")
    .input(deliveryFilter)
    .query(({ ctx, input }) => listDeliveries({ ctx, input })),
  show: procedure("delivery:read")
    .input(z.strictObject({ id: z.uuid() }))
    .query(({ ctx, input }) => getDelivery({ ctx, input })),
  retry: procedure("delivery:retry")
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => retryDelivery({ ctx, input })),
  retryFailed: procedure("delivery:retry")
    .input(z.strictObject({ channelId: z.uuid().optional() }))
    .mutation(({ ctx, input: { channelId } }) =>
      retryFailedDeliveries({ ctx, input: channelId ? { channelId } : {} }),
    ),
  cancel: procedure("delivery:retry")
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => cancelDelivery({ ctx, input })),
});
