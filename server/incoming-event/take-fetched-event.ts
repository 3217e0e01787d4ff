import type { Context } from "../context.ts";
import { findReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import { notFound } from "../errors.ts";
import { newId } from "../platform/ids.ts";
import { readEvents } from "./reading/read-event.ts";
import { readJson } from "./reading/read-json.ts";
import { commitRequest } from "./reception/commit-requests.ts";
import { requestRow } from "./reception/request-row.ts";
import { redactCall } from "./redaction/redact-call.ts";

/**
 * Takes an event that its sender only announced and that was fetched from it: recorded and kept as one that was posted to the
 * endpoint, known by its own key.
 * @param input.from the path it was fetched from, shown as the call's address
 * @throws DomainError when the body carries no event, as reception would refuse it
 */
export async function takeFetchedEvent({
  ctx,
  input: { endpointKey, from, body: content },
}: {
  ctx: Context;
  input: { endpointKey: string; from: string; body: object };
}): Promise<void> {
  const endpoint = await findReceivingEndpoint(ctx.platform, endpointKey);
  if (!endpoint || endpoint.workspaceId !== ctx.workspaceId) throw notFound("endpoint");
  const body = Buffer.from(JSON.stringify(content));
  const { places, sender, scheme, unverified } = endpoint;
  const reading = { places, sender, idHeader: scheme.idHeader, typeHeader: scheme.typeHeader };
  const headers: [string, string][] = [["content-type", "application/json"]];
  const redacted = redactCall({ headers, body, content: null }, endpoint.redaction);
  const shown = redacted?.changed && redacted.body ? readJson(redacted.body) : undefined;
  const read = readEvents({ headers: {}, query: {}, json: readJson(body), shown }, reading);
  const arrival = {
    id: newId(),
    method: "GET",
    url: from,
    headers,
    body,
    bodySize: body.length,
    remoteAddress: null,
    receivedAt: ctx.now(),
    startedAt: performance.now(),
  };
  const events = read.map((event) => ({ id: newId(), runId: newId(), ...event, verified: !unverified }));
  await commitRequest(ctx.platform.database, {
    ...requestRow(ctx, endpoint, arrival),
    redacted,
    outcome: { events, acceptedStatus: 200 },
  });
}
