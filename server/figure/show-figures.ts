import type { z } from "zod";
import type { Context } from "../context.ts";
import { dayStarts, shownDays } from "./rules.ts";
import { type Decisions, type Figures, figuresInput } from "./schema.ts";
import {
  countDraftsByDay,
  countEventsByDay,
  countFailedDeliveries,
  countOtherRequests,
  readFirstResponses,
  readWaiting,
} from "./store.ts";

const none: Decisions = { unedited: 0, edited: 0, byPlaybook: 0, rejected: 0 };

/** The workspace's last fourteen days, today included, in the asked time zone. One statement after the other. */
export async function showFigures({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof figuresInput>;
}): Promise<Figures> {
  const { timeZone } = figuresInput.parse(input);
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const now = ctx.now();
  const starts = dayStarts(now, timeZone, shownDays);
  const range = { workspaceId, starts };

  const events = new Map((await countEventsByDay(prisma, range)).map((row) => [row.day, row.events]));
  const requests = await countOtherRequests(prisma, range);
  const drafts = await countDraftsByDay(prisma, range);
  const responses = await readFirstResponses(prisma, range);
  const waiting = await readWaiting(prisma, workspaceId, now);
  const deliveriesFailed = await countFailedDeliveries(prisma, range);

  const sum = (of: (row: (typeof drafts)[number]) => number) =>
    drafts.reduce((total, row) => total + of(row), 0);
  const of = (verdict: string) => requests.find((row) => row.verdict === verdict)?.requests ?? 0;
  const all = responses.find((row) => row.day === null);
  return {
    days: starts.map((start, day) => {
      const { unedited, edited, byPlaybook, rejected } = drafts.find((row) => row.day === day) ?? none;
      return {
        start,
        events: events.get(day) ?? 0,
        decisions: { unedited, edited, byPlaybook, rejected },
        firstResponseSeconds: responses.find((row) => row.day === day)?.median ?? null,
      };
    }),
    events: [...events.values()].reduce((total, count) => total + count, 0),
    duplicates: of("duplicate"),
    refused: of("rejected"),
    decisions: {
      unedited: sum((row) => row.unedited),
      edited: sum((row) => row.edited),
      byPlaybook: sum((row) => row.byPlaybook),
      rejected: sum((row) => row.rejected),
    },
    drafts: sum((row) => row.drafts),
    abstained: sum((row) => row.abstained),
    firstResponse: {
      answered: all?.answered ?? 0,
      medianSeconds: all?.median ?? null,
      p90Seconds: all?.p90 ?? null,
    },
    waiting,
    deliveriesFailed,
  };
}
