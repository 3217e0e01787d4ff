import type { Context } from "../context.ts";
import type { FieldSource } from "../endpoint/mapping/field-path.ts";
import { senderOf } from "../endpoint/presets/presets.ts";
import { redactionOf } from "../endpoint/redaction/redaction.ts";
import { notFound } from "../errors.ts";
import { readEventRequest } from "./calls/store.ts";
import { readForm, readJson } from "./reading/read-json.ts";
import { readMediaType } from "./reading/read-media-type.ts";
import { headerValues, plainHeaders, plainQuery } from "./reception/arrival.ts";
import { redactCall } from "./redaction/redact-call.ts";

/**
 * What an event came with, parsed from its raw bytes: headers (lower-cased names; credentials masked), query and body, as
 * field paths read them; values that the endpoint hides read "[redacted]".
 * @param input.whole with those values, as long as they are kept: for what neither shows nor keeps them
 * @throws DomainError("not_found"), also when the bytes are no longer kept
 */
export async function readEventPayload({
  ctx,
  input: { id, whole = false },
}: {
  ctx: Context;
  input: { id: string; whole?: boolean };
}): Promise<FieldSource> {
  const request = await readEventRequest(ctx.platform.database.prisma, ctx.workspaceId, id);
  const { content, body } =
    (request && !whole && redactCall(request, redactionOf(request))) ||
    (request ?? { content: null, body: null });
  const bytes = content ?? body;
  if (!request || !bytes) throw notFound("event payload");
  const headers = plainHeaders(headerValues(request.headers));
  const isForm = !content && readMediaType(headers, "form") === "form";
  const { value } = isForm ? readForm(bytes) : readJson(bytes);
  const { split, shape } = senderOf(request.source);
  return {
    headers,
    query: plainQuery(request.url),
    body: split ? split(value)[request.position] : shape ? shape(value) : value,
  };
}
