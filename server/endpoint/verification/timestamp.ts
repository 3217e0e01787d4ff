import { hint } from "./hint.ts";
import { type Refusal, refuse } from "./scheme.ts";

export type TimestampUnit = "s" | "ms" | "iso" | "any";

const forms: Record<Exclude<TimestampUnit, "any">, RegExp> = {
  s: /^\d{10}$/,
  ms: /^\d{13}$/,
  iso: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
};

/** Milliseconds since 1970, or null when the text is not exactly a time in that unit. */
export function readTimestamp(text: string, unit: TimestampUnit): number | null {
  if (unit === "any")
    return readTimestamp(text, "s") ?? readTimestamp(text, "ms") ?? readTimestamp(text, "iso");
  if (!forms[unit].test(text)) return null;
  const ms = unit === "s" ? Number(text) * 1000 : unit === "ms" ? Number(text) : Date.parse(text);
  return Number.isFinite(ms) ? ms : null;
}

/** A time as a sender writes it in that unit. */
export function writeTimestamp(at: Date, unit: TimestampUnit): string {
  if (unit === "ms") return String(at.getTime());
  if (unit === "iso") return at.toISOString().replace(/\.\d+Z$/, "Z");
  return String(Math.floor(at.getTime() / 1000));
}

/** The refusal of a signed time too far from the receipt, in whole seconds with both edges allowed; null when fresh. */
export function checkFreshness(
  timestampMs: number,
  at: Date,
  rule: { toleranceS: number; pastOnly?: boolean },
): Refusal | null {
  const age = Math.floor(at.getTime() / 1000) - Math.floor(timestampMs / 1000);
  if (age > rule.toleranceS)
    return refuse(
      "timestamp_stale",
      `The signed time is ${inWords(age)} old; ${rule.toleranceS} s are allowed.`,
      hint("timestamp_old", { seconds: age, allowed: rule.toleranceS }),
    );
  if (age < -rule.toleranceS && !rule.pastOnly)
    return refuse(
      "timestamp_stale",
      `The signed time is ${inWords(-age)} ahead; ${rule.toleranceS} s are allowed. Check the sender's clock.`,
      hint("timestamp_ahead", { seconds: -age, allowed: rule.toleranceS }),
    );
  return null;
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
