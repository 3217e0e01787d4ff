const longestWaitSeconds = 30;

/** The seconds of `Prefer: wait=N` (RFC 7240 §4.3), 30 at the most; 0 when the caller does not ask. */
export function readPreferWait(prefer: string | null): number {
  for (const preference of prefer?.split(",", 20) ?? []) {
    const wait = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(;.*)?$/i.exec(preference)?.[1];
    if (wait !== undefined) return Math.min(Number(wait), longestWaitSeconds);
  }
  return 0;
}
