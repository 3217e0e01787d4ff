import { Inngest } from "inngest";
import type { Enqueue } from "../server/events.ts";
import { currentPlatform } from "../server/platform/current-platform.ts";

/** The SDK's own lines in our log; what a step met is already in its timeline, so they are for whoever debugs. */
const logger = Object.fromEntries(
  (["debug", "info", "warn", "error"] as const).map((level) => [
    level,
    (first: unknown, ...rest: unknown[]) =>
      currentPlatform().logger.debug({ level, details: [first, ...rest] }, "inngest.sdk"),
  ]),
) as Record<"debug" | "info" | "warn" | "error", (...details: unknown[]) => void>;

/** The client every durable function is made with. Where it sends is said by `configureInngest`. */
export const inngest = new Inngest({ id: "firstline", checkpointing: false, logger });

/** Points the client at the embedded engine, a self-hosted Inngest server, or (no base URL) Inngest Cloud. */
export function configureInngest(keys: {
  baseUrl: string | undefined;
  eventKey: string;
  signingKey: string;
}): void {
  inngest.setEnvVars({
    INNGEST_BASE_URL: keys.baseUrl,
    INNGEST_EVENT_KEY: keys.eventKey,
    INNGEST_SIGNING_KEY: keys.signingKey,
    INNGEST_DEV: undefined,
  });
}

/** Sends internal events with their outbox rows' ids: a second send of the same row is recognised by the engine. */
export const enqueue: Enqueue = async (events) => {
  await inngest.send(events.map(({ id, name, data }) => ({ id, name, data })));
};
