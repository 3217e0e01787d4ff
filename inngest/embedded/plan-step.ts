import { isWaitable } from "./own-events.ts";
import { type ErrorBody, type EventBody, limits, type Operation, toErrorBody } from "./protocol.ts";
import type { RegisteredFunction } from "./register.ts";
import { waitKey } from "./resolve-waits.ts";
import type { StepRow } from "./save-progress.ts";
import { parseMoment } from "./schedule.ts";

type Setting = {
  event: EventBody;
  functions: ReadonlyMap<string, RegisteredFunction>;
  tookMs: number;
  attempt: number;
};

/**
 * Turns an operation into the step as it is kept: ended (a step that ran), or waiting for time, an event or another run.
 * What the engine cannot do ends as a failed step whose error says so; the function may catch it.
 */
export function planStep(operation: Operation, setting: Setting): StepRow {
  const { id, op } = operation;
  const base = {
    id,
    op,
    name: operation.displayName ?? operation.name ?? id,
    attempt: setting.attempt,
    tookMs: setting.tookMs,
  };
  const failed = (error: ErrorBody): StepRow => ({ ...base, status: "failed", error });
  const refused = (message: string) => failed({ name: "Error", message });
  try {
    switch (op) {
      case "StepRun": {
        const output = JSON.stringify(operation.data ?? null);
        return output.length > limits.stepBytes
          ? refused(`The result of step "${base.name}" is larger than 4 MB.`)
          : { ...base, status: "completed", output };
      }
      case "StepError":
      case "StepFailed":
        return failed(toErrorBody(operation.error, "The step failed."));
      case "Sleep":
        return { ...base, tookMs: 0, status: "waiting", due: parseMoment(operation.name ?? "") };
      case "WaitForEvent":
        return { ...base, tookMs: 0, status: "waiting", ...waitFor(operation, setting.event) };
      case "InvokeFunction":
        return { ...base, tookMs: 0, status: "waiting", ...invoke(operation, setting.functions) };
      default:
        return refused(`Step "${base.name}" is of the kind ${op}, which the embedded engine does not do.`);
    }
  } catch (error) {
    return refused(`Step "${base.name}" cannot be done: ${(error as Error).message}`);
  }
}

function waitFor(operation: Operation, event: EventBody): Partial<StepRow> {
  const { timeout, if: expression } = (operation.opts ?? {}) as { timeout?: string; if?: string };
  const eventName = operation.name ?? "";
  if (!isWaitable(eventName)) throw new Error(`events named "${eventName}" are never sent here.`);
  const key = expression === undefined ? undefined : waitKey(expression, event);
  return {
    due: parseMoment(timeout ?? ""),
    eventName,
    expression,
    matchPath: key?.path,
    matchValue: key?.value,
  };
}

function invoke(operation: Operation, functions: ReadonlyMap<string, RegisteredFunction>): Partial<StepRow> {
  const { function_id, payload, timeout } = (operation.opts ?? {}) as {
    function_id?: string;
    payload?: Record<string, unknown>;
    timeout?: string;
  };
  const fn = functions.get(function_id ?? "");
  if (!fn) throw new Error(`there is no function "${function_id}" here.`);
  return { due: timeout ? parseMoment(timeout) : undefined, invoke: { fn, payload: payload ?? {} } };
}
