import { z } from "zod";
import { answersFrom } from "../channel/kinds/kinds.ts";
import type { Context } from "../context.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { readKeptPayload } from "../incoming-event/read-kept-payload.ts";
import { setEventStatus } from "../incoming-event/set-event-status.ts";
import { recordChange } from "../platform/changes.ts";
import type { Transaction } from "../platform/database.ts";
import { afterReceipt } from "./receipts/rules.ts";
import { lockReported, writeReceipt } from "./receipts/store.ts";

const reasons = {
  ours: "It reports what became of a reply of ours, which says so now.",
  foreign: "It reports on a message that is none of this workspace's replies.",
};

/**
 * Takes an event that is nothing but a provider's report on a message (delivered, read, failed, delayed): the reply it is
 * about gets the status, and the event is done. It starts no playbook and opens no conversation, whosever message it was.
 * @param input.settle what follows from the status for what led to the reply, in the same transaction
 * @returns whether it was one
 */
export async function noteReceipt({
  ctx,
  input: { eventId, settle },
}: {
  ctx: Context;
  input: { eventId: string; settle: (tx: Transaction, deliveryId: string) => Promise<void> };
}): Promise<boolean> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const { source } = (await findEvent(ctx, eventId)).endpoint;
  const readReceipt = answersFrom(source)?.readReceipt;
  if (!readReceipt) return false;
  const payload = await readKeptPayload({ ctx, input: { id: eventId } });
  const receipt = payload && readReceipt(payload.body, payload.query);
  if (!receipt) return false;
  const { state, reason, references } = receipt;
  // It came from outside, and may be anything.
  const deliveryId = z.uuid().safeParse(receipt.deliveryId).data ?? null;
  await prisma.$transaction(async (tx) => {
    const found = await lockReported(tx, workspaceId, { source, references, deliveryId });
    if (found) {
      const isLast = found.reference === null || references.includes(found.reference);
      const status = afterReceipt(found.status, state, isLast);
      const isNews = status !== null || (state === "delayed" && found.status === "sent");
      if (isNews) {
        await writeReceipt(tx, workspaceId, found.id, { status, text: reason, at: ctx.now() });
        await recordChange(tx, workspaceId, "delivery", found.id);
      }
      if (status) await settle(tx, found.id);
    }
    const [end, why] = found ? (["done", "ours"] as const) : (["ignored", "foreign"] as const);
    await setEventStatus(tx, { ctx, eventId, status: end, reason: reasons[why] });
  });
  return true;
}
