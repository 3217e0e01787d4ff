import { v7 } from "uuid";

/** A new UUIDv7 (RFC 9562 §5.7): sorts by the time it was made. */
export const newId = (): string => v7();

/** The smallest UUIDv7 of a moment: ids made since then are larger, whatever their random part. */
export function lowestIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
