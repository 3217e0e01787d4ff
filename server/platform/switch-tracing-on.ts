import { readOtlpHeaders } from "./otlp-headers.ts";
import type { Platform } from "./platform.ts";
import { setTracing } from "./tracing.ts";

const longestStopMs = 2000;

/**
 * Switches tracing on where the settings name a collector; what it needs is loaded only then.
 * @throws SettingsError for headers that are not written as they should be
 * @returns how it is let go of: what is left is sent, within two seconds
 */
export async function switchTracingOn({
  settings,
  logger,
}: Pick<Platform, "settings" | "logger">): Promise<() => Promise<void>> {
  if (!settings.tracing) return async () => {};
  const { endpoint, serviceName } = settings.tracing;
  const headers = readOtlpHeaders(settings.tracing.headers);
  const { startTracing } = await import("./start-tracing.ts");
  const tracing = startTracing({ endpoint, serviceName, headers, logger });
  setTracing(tracing);
  return async () => {
    setTracing(undefined);
    const late = new Promise((resolve) => setTimeout(resolve, longestStopMs).unref());
    await Promise.race([tracing.stop().catch(() => {}), late]);
  };
}
