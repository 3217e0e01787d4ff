import type { Context } from "../context.ts";
import type { ReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import { type ErrorCode, errorStatus } from "../errors.ts";
import { once } from "../platform/registry.ts";
import type { Arrival } from "./reception/arrival.ts";
import { commitRequest } from "./reception/commit-requests.ts";
import { requestRow } from "./reception/request-row.ts";
import { countLater } from "./rejections/count-later.ts";
import { countingRowId, type RejectionWindow, takeRejection } from "./rejections/limit.ts";

const windows = once("rejection-windows", () => new Map<string, RejectionWindow>());

/**
 * Records a refused call: whole for the first 60 of an endpoint and minute (in this process), beyond that as a count.
 * @returns the id under which it is recorded
 */
export async function rejectRequest({
  ctx,
  input: { endpoint, arrival, code, diagnosis },
}: {
  ctx: Context;
  /** The diagnosis says what the admin can mend. */
  input: { endpoint: ReceivingEndpoint; arrival: Arrival; code: ErrorCode; diagnosis: string };
}): Promise<string> {
  const rejection = { status: errorStatus[code], reason: code, diagnosis };
  const { whole, ...window } = takeRejection(windows.get(endpoint.id), arrival.receivedAt);
  windows.set(endpoint.id, window);
  if (whole) {
    await commitRequest(ctx.platform.database, {
      ...requestRow(ctx, endpoint, arrival),
      outcome: { verdict: "rejected", ...rejection },
    });
    return arrival.id;
  }
  const id = countingRowId(endpoint.id, window.minute);
  countLater(ctx, { id, endpointId: endpoint.id, minute: new Date(window.minute), ...rejection });
  return id;
}
