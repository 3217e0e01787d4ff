import type { Context } from "../context.ts";
import type { FieldSource } from "../endpoint/mapping/field-path.ts";
import { senderOf } from "../endpoint/presets/presets.ts";
import { notFound } from "../errors.ts";
import { readForm, readJson } from "./reading/read-json.ts";
import { readMediaType } from "./reading/read-media-type.ts";
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
  const headers = plainHeaders(headerValues(request.headers));
  const isForm = !request.content && readMediaType(headers, "form") === "form";
  const { value } = isForm ? readForm(request.body) : readJson(request.content ?? request.body);
  const { split, shape } = senderOf(request.source);
  return {
    headers,
    query: plainQuery(request.url),
    body: split ? split(value)[request.position] : shape ? shape(value) : value,
  };
}
