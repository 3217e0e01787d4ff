import { z } from "zod";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { idsOfRefused } from "./refused/store.ts";
import { verifyRequestAgain } from "./verify-request-again.ts";

export const verifyRequestsAgainInput = z.strictObject({
  endpoint: z.uuid(),
  /** At most so many in one call, newest first. */
  limit: z.number().int().min(1).max(100).default(50),
  /** Goes on where the last call ended: its `next`. */
  before: z.uuid().optional(),
});

export type VerifiedAgainCounts = {
  accepted: number;
  alreadyProcessed: number;
  stillRefused: number;
  /** Null when there are no more. */
  next: string | null;
};

/** Judges an endpoint's refused calls again, a page at a time, so that whoever asks can show how far it is. */
export async function verifyRequestsAgain({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof verifyRequestsAgainInput>;
}): Promise<VerifiedAgainCounts> {
  const { endpoint: endpointId, limit, before } = verifyRequestsAgainInput.parse(input);
  const { prisma } = ctx.platform.database;
  const ids = await idsOfRefused(prisma, ctx.workspaceId, { endpointId, before, limit });
  const counts = { accepted: 0, alreadyProcessed: 0, stillRefused: 0 };
  for (const id of ids) {
    const outcome = await verifyRequestAgain({ ctx, input: { id } }).catch((error) => {
      if (error instanceof DomainError && error.status < 500) return { status: "rejected" as const };
      throw error;
    });
    if (outcome.status === "accepted") counts.accepted++;
    else if (outcome.status === "already_processed") counts.alreadyProcessed++;
    else counts.stillRefused++;
  }
  return { ...counts, next: ids.length === limit ? ids.at(-1)! : null };
}
