import type { Sending } from "../../server/channel/sending/schema.ts";

/** What the form says of when and how fast a channel sends; `problem` names the field that is filled in by half. */
export function readSending(
  text: (field: string) => string,
): { sending: Sending; problem?: never } | { problem: "quiet" | "rate" } {
  const [from, to, timeZone] = [text("quiet_from"), text("quiet_to"), text("quiet_zone")];
  const [count, fallback] = [text("rate_count"), text("fallback_channel_id")];
  if ((from === "") !== (to === "") || (from !== "" && (from === to || timeZone === "")))
    return { problem: "quiet" };
  const number = Number(count);
  if (count !== "" && !(Number.isInteger(number) && number >= 1 && number <= 10_000))
    return { problem: "rate" };
  return {
    sending: {
      ...(from && { quiet_hours: { time_zone: timeZone, from: from.slice(0, 5), to: to.slice(0, 5) } }),
      ...(count && {
        rate_limit: { count: number, per: text("rate_per") === "second" ? "second" : "minute" },
      }),
      ...(fallback && { fallback_channel_id: fallback }),
    },
  };
}
