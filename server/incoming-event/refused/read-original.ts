import type { Context } from "../../context.ts";
import type { Arrival } from "../reception/arrival.ts";
import { openOriginal } from "../reception/seal-original.ts";
import type { RefusedCall } from "./store.ts";

/** A recorded call as it arrived: its credentials unmasked, its time that of its receipt. */
export function readOriginal(
  ctx: Context,
  call: RefusedCall & { body: Uint8Array },
): Arrival & { body: Uint8Array } {
  const { id, method, body, bodySize, remoteAddress, receivedAt, sealedOriginal } = call;
  const shown = { url: call.url, headers: call.headers };
  const original = sealedOriginal
    ? openOriginal(ctx.platform.sealedSecrets, ctx.workspaceId, id, sealedOriginal)
    : shown;
  return { id, method, ...original, body, bodySize, remoteAddress, receivedAt, startedAt: performance.now() };
}
