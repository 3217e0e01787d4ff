import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { WebhookRequest } from "./schema.ts";
import { readRequest } from "./store.ts";

/** One HTTP call with its headers (credentials masked) and raw bytes. Throws DomainError("not_found"). */
export async function getRequest({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<WebhookRequest> {
  const request = await readRequest(ctx.platform.database.prisma, ctx.workspaceId, id);
  if (!request) throw notFound("request");
  return request;
}
