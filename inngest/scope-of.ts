import type { EventBody } from "./embedded/protocol.ts";

/** The workspace that an internal event belongs to; for the engine's events about a run, that of the run's event. */
export function workspaceOf(event: Pick<EventBody, "name" | "data">): string | undefined {
  const inner = event.data.event as EventBody | undefined;
  if (event.name.startsWith("inngest/function.") && inner?.data) return workspaceOf(inner);
  const { workspaceId } = event.data;
  return typeof workspaceId === "string" ? workspaceId : undefined;
}
