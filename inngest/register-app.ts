import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../server/platform/logger.ts";
import { signature } from "./embedded/protocol.ts";
import { servePath } from "./serve.ts";

const longestPauseMs = 60_000;
/** What the SDK answers when the server took its functions. */
const registered = "Successfully registered";

type App = {
  handler: (request: Request) => Promise<Response>;
  origin: string;
  signingKey: string;
};

/**
 * Tells an Inngest server (or Inngest Cloud) once which functions we serve: the SDK's own handler does the telling when it
 * gets a signed PUT. Throws what it met, in the SDK's words.
 */
export async function registerOnce({ handler, origin, signingKey }: App): Promise<void> {
  const body = "{}";
  const headers = {
    "content-type": "application/json",
    // The SDK reads the address it is served at from here.
    host: new URL(origin).host,
    "x-inngest-signature": signature(body, signingKey, Math.floor(Date.now() / 1000)),
  };
  const answer = await handler(new Request(`${origin}${servePath}`, { method: "PUT", headers, body }));
  const text = (await answer.text()).slice(0, 500);
  const message = /"message":\s*"([^"]*)"/.exec(text)?.[1];
  // The SDK passes a server's refusal on with status 200.
  if (!answer.ok || message !== registered) throw new Error(message ?? text);
}

/** Registers, and keeps trying until the server has heard: one that is down must not keep events from being taken. */
export async function registerApp(app: App & { logger: Logger; signal: AbortSignal }): Promise<void> {
  const { logger, signal } = app;
  for (let pauseMs = 1000; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      await registerOnce(app);
      logger.info("inngest.registered");
      return;
    } catch (error) {
      logger.warn({ err: error }, "inngest.registration_failed");
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
}
