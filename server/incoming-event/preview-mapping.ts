import type { Context } from "../context.ts";
import { getEndpoint } from "../endpoint/get-endpoint.ts";
import { type Mapping, mappingSchema } from "../endpoint/mapping/schema.ts";
import { fieldPlaces } from "../endpoint/mapping/usual-places.ts";
import { senderOf } from "../endpoint/presets/presets.ts";
import { schemes } from "../endpoint/verification/schemes.ts";
import { DomainError } from "../errors.ts";
import { getRequest } from "./get-request.ts";
import { type ReadEvent, readEvents } from "./reading/read-event.ts";
import { readForm, readJson } from "./reading/read-json.ts";
import { headerValues, plainHeaders, plainQuery } from "./reception/arrival.ts";

export type MappingPreview = {
  /** What paths are read from: the first event of the request, its headers and its query. */
  source: { headers: Record<string, string>; query: Record<string, string>; body: unknown };
  /** The first event as the mapping reads it, or why it cannot be read. */
  event: ReadEvent | null;
  problem: string | null;
  /** How many events the request carries. */
  count: number;
};

/**
 * What a mapping reads from a recorded request, without storing anything. Throws DomainError("not_found"), and
 * DomainError("unusable_content") when the request's bytes are not kept or are not readable.
 */
export async function previewMapping({
  ctx,
  input: { requestId, mapping },
}: {
  ctx: Context;
  input: { requestId: string; mapping: Mapping | null };
}): Promise<MappingPreview> {
  const checked = mapping && mappingSchema.parse(mapping);
  const request = await getRequest({ ctx, input: { id: requestId } });
  const endpoint = await getEndpoint({ ctx, input: { id: request.endpointId } });
  const bytes = request.content ?? request.body;
  if (!bytes) throw new DomainError("unusable_content", "The bytes of this request are not kept.");
  const sender = senderOf(endpoint.source);
  const { idHeader, typeHeader } = schemes.get(endpoint.verification.scheme) ?? {};
  const headers = plainHeaders(headerValues(request.headers));
  const query = plainQuery(request.url);
  const isForm = !request.content && headers["content-type"]?.includes("application/x-www-form-urlencoded");
  const json = isForm ? readForm(bytes) : readJson(bytes);
  const parts = sender.split
    ? sender.split(json.value)
    : [sender.shape ? sender.shape(json.value) : json.value];
  const source = { headers, query, body: parts[0] };
  const places = fieldPlaces(sender, checked);
  try {
    const events = readEvents({ headers, query, json }, { places, sender, idHeader, typeHeader });
    return { source, event: events[0] ?? null, problem: null, count: events.length };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { source, event: null, problem: error.code, count: parts.length };
  }
}
