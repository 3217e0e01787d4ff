import type { Platform } from "../platform/platform.ts";
import { raiseSessionVersion } from "./store.ts";

/** Ends every session of the person: a sign-in token is not stored, so one cannot be ended alone. */
export async function signOutUser(request: { platform: Platform; input: { userId: string } }): Promise<void> {
  await raiseSessionVersion(request.platform.database.prisma, request.input.userId);
}
