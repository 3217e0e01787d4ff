/**
 * What `npm run receiver` runs: the reception path alone, so that heavy work never delays an acknowledgement. It stores
 * events and their outbox rows; a main process on the same database takes them from there.
 */
import { createFront } from "./api/http/create-front.ts";
import { createDrain } from "./api/http/drain.ts";
import { listen } from "./api/http/listen.ts";
import { handleHealth } from "./api/rest/handle-health.ts";
import { handleWebhook } from "./api/webhook/handle-webhook.ts";
import { createPlatform, withKeptKeys } from "./create-platform.ts";
import { loadSettings, SettingsError } from "./env.ts";
import { openStorage } from "./platform/open-storage.ts";
import { outliveOutput } from "./platform/outlive-output.ts";
import { register } from "./platform/registry.ts";
import { switchTracingOn } from "./platform/switch-tracing-on.ts";

async function main(): Promise<void> {
  outliveOutput();
  const settings = loadSettings();
  if (!settings.databaseUrl)
    throw new SettingsError(
      "Set DATABASE_URL to run the receiver on its own; the embedded database serves one process.",
    );
  const storage = await openStorage(settings);
  const platform = register("platform", createPlatform(withKeptKeys(settings), storage.database));
  const stopTracing = await switchTracingOn(platform);
  const front = createFront({
    publicUrl: settings.publicUrl,
    trustedProxyHops: settings.trustedProxyHops,
    pages: undefined,
    mounts: [
      { path: "/api/webhook/v1/", handler: (request, peer) => handleWebhook(platform, request, peer) },
      { path: "/api/health", handler: () => handleHealth(platform) },
    ],
  });
  const drain = createDrain();
  const server = await listen(settings, drain.around(front));
  console.log(`Firstline's receiver is ready at ${settings.publicUrl}`);

  const end = async () => {
    await drain.begin();
    await drain.close(server);
    await stopTracing();
    await storage.close();
    process.exit(0);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
