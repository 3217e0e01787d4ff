import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import { forgetFailing, lockFailing, writeFailing } from "./failing/store.ts";
import type { SendResult } from "./kinds/kind.ts";
import { afterFailure, bearingOf } from "./rules.ts";
import { changeChannel } from "./store.ts";

/**
 * Writes down what an attempt says of its channel, and pauses a channel that cannot send: from then on what is due is held,
 * as when a person pauses it. It takes the channel's lock, so whoever also locks a delivery does that afterwards.
 * @returns whether the channel is paused and that is what the attempt met
 */
export async function noteAttempt(
  tx: Transaction,
  { ctx, channelId: id, result }: { ctx: Context; channelId: string; result: SendResult },
): Promise<boolean> {
  const { workspaceId } = ctx;
  const bearing = bearingOf(result);
  if (bearing === null) return false;
  if (bearing === "works" || result.outcome === "sent") {
    await forgetFailing(tx, workspaceId, id);
    return false;
  }
  const before = await lockFailing(tx, workspaceId, id);
  if (!before) return false;
  const { pause, ...failing } = afterFailure(before, bearing, ctx.now());
  const { error } = result;
  await writeFailing(tx, workspaceId, { id, error, ...failing });
  if (before.pausedAt || !pause) return before.pausedAt !== null;
  await changeChannel(tx, workspaceId, id, { pausedAt: ctx.now(), pauseReason: pause, now: ctx.now() });
  await recordAudit(tx, {
    ctx,
    action: "channel.pause",
    subjectKind: "channel",
    subjectId: id,
    after: { name: before.name, reason: pause, error },
  });
  await recordChange(tx, workspaceId, "setting", id);
  return true;
}
