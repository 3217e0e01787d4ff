import { useFormatter } from "next-intl";

/** Says since when something is so: the time, and the day unless it is today. */
export function useSince(): (at: Date) => string {
  const format = useFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "short" });
  return (at) =>
    format.dateTime(at, { timeStyle: "short", ...(day(at) !== day(new Date()) && { dateStyle: "short" }) });
}
