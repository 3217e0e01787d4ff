import type { Platform } from "../platform/platform.ts";
import type { Member } from "./schema.ts";
import { findMember } from "./store.ts";

/**
 * The person a sign-in token speaks of, as the rows say now: null when they were removed, or when their session version
 * has moved on since the token was given.
 */
export async function showMember(request: {
  platform: Platform;
  input: { userId: string; sessionVersion: number };
}): Promise<Member | null> {
  const { platform, input } = request;
  const member = await findMember(platform.database.prisma, input.userId);
  return member?.sessionVersion === input.sessionVersion ? member : null;
}
