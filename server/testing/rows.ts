import type { Context } from "../context.ts";
import type { MappedFields } from "../incoming-event/schema.ts";
import { newId } from "../platform/ids.ts";

/** An endpoint as a row, for tests that begin after reception. */
export async function makeEndpoint(ctx: Context): Promise<string> {
  const id = newId();
  const now = new Date();
  await ctx.platform.database.prisma.endpoint.create({
    data: {
      id,
      workspaceId: ctx.workspaceId,
      key: id,
      name: "Tickets",
      source: "custom",
      verification: { scheme: "none" },
      createdAt: now,
      updatedAt: now,
    },
  });
  return id;
}

/** An accepted event with its request and its run, as reception would have left them. */
export async function makeEvent(
  ctx: Context,
  endpointId: string,
  event: {
    type?: string;
    mapped: MappedFields;
    verified?: boolean;
    cause?: "accepted" | "replay";
    body?: object;
  },
): Promise<{ eventId: string; runId: string }> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const [requestId, eventId, runId] = [newId(), newId(), newId()];
  const now = new Date();
  const body = Buffer.from(JSON.stringify(event.body ?? {}));
  await prisma.webhookRequest.create({
    data: {
      id: requestId,
      workspaceId,
      endpointId,
      method: "POST",
      url: "/",
      headers: [["content-type", "application/json"]],
      body,
      bodySize: body.length,
      verdict: "accepted",
      status: 202,
      durationMs: 1,
      receivedAt: now,
    },
  });
  await prisma.incomingEvent.create({
    data: {
      id: eventId,
      workspaceId,
      endpointId,
      requestId,
      eventKey: eventId,
      type: event.type ?? "ticket.created",
      mapped: event.mapped,
      status: "accepted",
      verified: event.verified ?? true,
      receivedAt: now,
    },
  });
  await prisma.eventRun.create({
    data: { id: runId, workspaceId, eventId, cause: event.cause ?? "accepted", createdAt: now },
  });
  return { eventId, runId };
}
