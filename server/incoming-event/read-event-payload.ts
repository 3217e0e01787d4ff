import type { Context } from "../context.ts";
import type { FieldSource } from "../endpoint/mapping/field-path.ts";
import { notFound } from "../errors.ts";
import { readJson } from "./reading/read-json.ts";
import { headerValues, plainHeaders, plainQuery } from "./reception/arrival.ts";
import { readEventRequest } from "./store.ts";

/**
 * What an event came with, parsed from its raw bytes: headers (lower-cased names; credentials masked), query and body, as
 * field paths read them. Throws DomainError("not_found"), also when the bytes are no longer kept.
 */
export async function readEventPayload({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<FieldSource> {
  const request = await readEventRequest(ctx.platform.database.prisma, ctx.workspaceId, id);
  if (!request?.body) throw notFound("event payload");
  return {
    headers: plainHeaders(headerValues(request.headers)),
    query: plainQuery(request.url),
    body: readJson(request.body).value,
  };
}
