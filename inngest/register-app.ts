import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../server/platform/logger.ts";
import { signature } from "./embedded/protocol.ts";
import { servePath } from "./serve.ts";

const longestPauseMs = 60_000;

/**
 * Tells an Inngest server (or Inngest Cloud) which functions we serve, and keeps trying until it has heard: the SDK's
 * own handler does the telling when it gets a signed PUT.
 */
export async function registerApp(options: {
  handler: (request: Request) => Promise<Response>;
  origin: string;
  signingKey: string;
  logger: Logger;
  signal: AbortSignal;
}): Promise<void> {
  const { handler, origin, signingKey, logger, signal } = options;
  for (let pauseMs = 1000; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const body = "{}";
    const headers = {
      "content-type": "application/json",
      "x-inngest-signature": signature(body, signingKey, Math.floor(Date.now() / 1000)),
    };
    const answer = await handler(new Request(`${origin}${servePath}`, { method: "PUT", headers, body }));
    if (answer.ok) {
      logger.info("inngest.registered");
      return;
    }
    logger.warn(
      { status: answer.status, answer: (await answer.text()).slice(0, 500) },
      "inngest.registration_failed",
    );
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
}
