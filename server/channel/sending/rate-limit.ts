const unitMs = { second: 1000, minute: 60_000 };

/** The least time between two replies of a channel. */
export const intervalMs = ({ count, per }: { count: number; per: keyof typeof unitMs }): number =>
  unitMs[per] / count;

/** A turn that was slept through by more than this is lost, so that a backlog does not leave all at once. */
const graceMs = 5000;

/** Whether a turn taken before is still good: it has come, and not long ago. */
export function hasTurn(turnAt: Date | null, now: Date): boolean {
  return turnAt !== null && turnAt <= now && now.getTime() - turnAt.getTime() <= graceMs;
}

/**
 * The next turn, and when the one after it is: turns lie evenly, so that no minute holds more than are allowed.
 * @param freeAt the first turn that nobody has taken; null where nobody ever did
 */
export function takeTurn(
  limit: { count: number; per: keyof typeof unitMs },
  freeAt: Date | null,
  now: Date,
): { turnAt: Date; freeAt: Date } {
  const turnAt = freeAt !== null && freeAt > now ? freeAt : now;
  return { turnAt, freeAt: new Date(turnAt.getTime() + intervalMs(limit)) };
}
