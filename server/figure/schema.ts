import { z } from "zod";
import { isTimeZone } from "./rules.ts";

export const figuresInput = z.strictObject({
  /** IANA name: where a day begins for whoever looks. */
  timeZone: z.string().max(64).refine(isTimeZone, "is not a time zone we know"),
});

export type Decisions = { unedited: number; edited: number; byPlaybook: number; rejected: number };

export type DayFigures = {
  /** The day's first moment in the asked zone. */
  start: Date;
  /** Events that arrived. */
  events: number;
  /** Drafts made that day, by what was decided about them. */
  decisions: Decisions;
  /** Median, in seconds, of the conversations begun that day that were answered; null without any. */
  firstResponseSeconds: number | null;
};

export type Figures = {
  days: DayFigures[];
  events: number;
  /** Requests that repeated a known event, and those that were refused. */
  duplicates: number;
  refused: number;
  decisions: Decisions;
  drafts: number;
  /** Drafts that rest on no passage. */
  abstained: number;
  firstResponse: { answered: number; medianSeconds: number | null; p90Seconds: number | null };
  waiting: {
    count: number;
    oldestSince: Date | null;
    underHour: number;
    underFour: number;
    underDay: number;
    longer: number;
  };
  deliveriesFailed: number;
};
