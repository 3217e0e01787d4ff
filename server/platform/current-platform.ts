import type { Platform } from "./platform.ts";
import { once } from "./registry.ts";

/**
 * The platform that `server/main.ts` registered under "platform". Next's bundle has modules of its own, so the edges in
 * `app/` find it here instead of importing it.
 */
export function currentPlatform(): Platform {
  return once("platform", (): Platform => {
    throw new Error(
      "No platform in this process: start Firstline with `npm start`, which runs server/main.ts.",
    );
  });
}
