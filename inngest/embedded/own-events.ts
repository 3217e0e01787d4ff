import { newId } from "../../server/platform/ids.ts";
import { type ErrorBody, type EventBody, toErrorBody } from "./protocol.ts";

/** The engine's own events. Their prefix is reserved: nobody else may send them. */
export const reservedPrefix = "inngest/";

type EndedName = "inngest/function.failed" | "inngest/function.cancelled";
const sentNames: string[] = ["inngest/function.failed", "inngest/function.cancelled"] satisfies EndedName[];

/** Whether functions can be triggered by, wait for or be cancelled by this name: no patterns, and only what is sent. */
export function isWaitable(name: string): boolean {
  if (name === "" || name.includes("*")) return false;
  return !name.startsWith(reservedPrefix) || sentNames.includes(name);
}

/** A run failed or was cancelled; what onFailure handlers receive. */
export function endedEvent(
  name: EndedName,
  run: { id: string; functionId: string; event: EventBody },
  error: ErrorBody,
): EventBody {
  return {
    id: newId(),
    name,
    ts: Date.now(),
    data: {
      function_id: run.functionId,
      run_id: run.id,
      error: { ...toErrorBody(error, ""), __serialized: true },
      event: run.event,
    },
  };
}

/** What an invoked function is run for. */
export function invokedEvent(payload: Record<string, unknown>): EventBody {
  const { data, ...rest } = payload;
  return {
    ...rest,
    id: newId(),
    name: "inngest/function.invoked",
    ts: Date.now(),
    data: (data ?? {}) as EventBody["data"],
  };
}

/** One time of a cron trigger; its id is the same in every process. */
export function cronEvent(functionId: string, cron: string, nominal: Date): EventBody {
  return {
    id: `cron ${functionId} ${cron} ${nominal.toISOString()}`,
    name: "inngest/scheduled.timer",
    ts: nominal.getTime(),
    data: { cron },
  };
}
