import type { Platform } from "../platform/platform.ts";
import { forgetQuestions } from "./asked/store.ts";

const keptMs = 90 * 86_400_000;

/** Forgets what was asked more than ninety days ago; what was answered stands in its conversation. */
export async function forgetAskedQuestions(platform: Pick<Platform, "database">, now: Date): Promise<void> {
  await forgetQuestions(platform.database.prisma, new Date(now.getTime() - keptMs));
}
