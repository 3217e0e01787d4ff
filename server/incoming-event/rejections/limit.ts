import { createHash } from "node:crypto";

export const wholeRejectionsPerMinute = 60;

const minuteMs = 60_000;

/** What one endpoint has been refused in the running minute, in this process. */
export type RejectionWindow = { minute: number; kept: number };

/** Counts a rejection into the window of its minute, and says whether it is kept whole. */
export function takeRejection(
  window: RejectionWindow | undefined,
  at: Date,
): RejectionWindow & { whole: boolean } {
  const minute = Math.floor(at.getTime() / minuteMs) * minuteMs;
  const kept = window?.minute === minute ? window.kept : 0;
  const whole = kept < wholeRejectionsPerMinute;
  return { minute, kept: whole ? kept + 1 : kept, whole };
}

/** The id of the row that counts an endpoint's other rejections of a minute: the same in every process (RFC 9562 §5.7). */
export function countingRowId(endpointId: string, minute: number): string {
  const digest = createHash("sha256").update(`${endpointId}/${minute}`).digest();
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(minute, 0, 6);
  digest.copy(bytes, 6, 0, 10);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
