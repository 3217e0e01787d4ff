import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { Delivery } from "./schema.ts";
import { findDelivery } from "./store.ts";

export async function getDelivery({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<Delivery> {
  const delivery = await findDelivery(ctx.platform.database.prisma, ctx.workspaceId, input.id);
  if (!delivery) throw notFound("delivery");
  return delivery;
}
