import type { Context } from "../../context.ts";
import { findReceivingEndpoint } from "../../endpoint/receiving/receiving-endpoint.ts";
import { notFound } from "../../errors.ts";
import { type Acceptance, acceptIncomingEvent } from "../../incoming-event/accept-incoming-event.ts";
import { newId } from "../../platform/ids.ts";
import { endpointKeys, signedHeaders } from "../rules.ts";
import type { Source } from "../schema.ts";

/**
 * Posts one event as the shop's system would, signed at `at`; it goes the way of every request except for the wire.
 * @param input.secret another one than the endpoint's is refused
 * Throws DomainError("not_found") without a demo in this workspace.
 */
export async function postEvent({
  ctx,
  input: { source, id, body: text, at, secret },
}: {
  ctx: Context;
  input: { source: Source; id: string; body: string; at: Date; secret: string };
}): Promise<Acceptance> {
  const { platform, workspaceId } = ctx;
  const key = endpointKeys[source];
  const endpoint = await findReceivingEndpoint(platform, key);
  if (endpoint?.workspaceId !== workspaceId) throw notFound("demo endpoint");
  const body = Buffer.from(text);
  const arrival = {
    id: newId(),
    method: "POST",
    url: `/api/webhook/v1/${key}`,
    headers: Object.entries(signedHeaders(source, { secret, id, body: text, at })),
    body,
    bodySize: body.length,
    remoteAddress: source === "orders" ? "203.0.113.24" : "203.0.113.58",
    receivedAt: at,
    startedAt: performance.now(),
  };
  return acceptIncomingEvent({
    ctx: { ...ctx, actor: { kind: "endpoint", id: endpoint.id } },
    input: { endpoint, arrival },
  });
}
