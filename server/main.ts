/**
 * What `npm start` runs, and the one place that knows every part: the database, the durable engine, the receiver and Next
 * on one port. Ends with one sentence when a setting is wrong; on SIGTERM it lets go of everything in order.
 */
import { join } from "node:path";
import next from "next";
import { enqueue } from "../inngest/client.ts";
import { startDurableRuns } from "../inngest/start-durable-runs.ts";
import { createFront, type Mount } from "./api/http/create-front.ts";
import { createDrain } from "./api/http/drain.ts";
import { listen } from "./api/http/listen.ts";
import { pdfAssetsPath, servePdfAssets } from "./api/http/serve-pdf-assets.ts";
import { startHouseKeeping } from "./api/keep-house.ts";
import { handleHealth } from "./api/rest/handle-health.ts";
import { handleMetrics } from "./api/rest/handle-metrics.ts";
import { handleRest } from "./api/rest/handle-rest.ts";
import { runDemo } from "./api/run-demo.ts";
import { setUpInstallation } from "./api/set-up-installation.ts";
import { handleWebhook } from "./api/webhook/handle-webhook.ts";
import { createPlatform, withKeptKeys } from "./create-platform.ts";
import { ensureDemo } from "./demo/ensure-demo.ts";
import { loadSettings, SettingsError, tellNextAuthItsAddress } from "./env.ts";
import { openStorage } from "./platform/open-storage.ts";
import { startOutboxRelay } from "./platform/outbox.ts";
import { outliveOutput } from "./platform/outlive-output.ts";
import { register } from "./platform/registry.ts";
import { switchTracingOn } from "./platform/switch-tracing-on.ts";
import { makeStartingPlaybook } from "./playbook/make-starting-playbook.ts";
import { putCodeTools } from "./tool/code/put-tools.ts";
import { startCodeTools } from "./tool/code/start-code-tools.ts";

const root = join(import.meta.dirname, "..");
const startedAt = performance.now();

/** What was opened, in order; closed in reverse, whenever the end comes. */
const opened: (() => unknown)[] = [];
let ending: Promise<void> | undefined;

function end(code: number): void {
  ending ??= (async () => {
    while (opened.length > 0) await opened.pop()?.();
  })()
    .catch((error) => console.error("The shutdown was not clean:", error))
    .finally(() => process.exit(code));
}

async function main(): Promise<void> {
  outliveOutput();
  process.on("SIGTERM", () => end(0));
  process.on("SIGINT", () => end(0));
  const settings = withKeptKeys(loadSettings());
  const { publicUrl, trustedProxyHops } = settings;

  const storage = await openStorage(settings);
  opened.push(() => storage.close());
  storage.lost.then(() => {
    if (ending) return;
    console.error(
      "The embedded database ended by itself; Firstline stops. Start it again: nothing acknowledged is lost.",
    );
    end(1);
  });
  const platform = register("platform", createPlatform(settings, storage.database));
  opened.push(await switchTracingOn(platform));
  opened.push(() => platform.embedder.close?.());
  const { logger } = platform;
  tellNextAuthItsAddress(publicUrl);
  // Only on a machine of one's own are files taken in while it runs.
  const codeTools = { folder: settings.toolsDir, isWatched: settings.databaseUrl === undefined };
  const files = await startCodeTools(platform, codeTools);
  opened.push(() => files.stop());
  const onWorkspaceCreated = [makeStartingPlaybook, putCodeTools];
  const { signInUrl, created } = await setUpInstallation({ platform, onWorkspaceCreated });
  const wanted = settings.demo ?? (created && settings.databaseUrl === undefined);
  const demo = await ensureDemo({ platform, input: { wanted }, onWorkspaceCreated });

  // The engine calls our functions over HTTP, so the port opens first; screens join when Next is ready.
  const pages = next({ dev: false, dir: root, hostname: settings.host, port: settings.port });
  const runs = await startDurableRuns(platform);
  platform.engine = runs.engine;
  const mounts: Mount[] = [
    { path: "/api/webhook/v1/", handler: (request, peer) => handleWebhook(platform, request, peer) },
    ...runs.mounts,
    { path: "/api/health", handler: () => handleHealth(platform) },
    { path: "/api/v1/", handler: (request) => handleRest(platform, request) },
    { path: pdfAssetsPath, handler: servePdfAssets },
    { path: "/metrics", handler: (request, peer) => handleMetrics(platform, request, peer) },
  ];
  const prepared = pages.prepare();
  const front = createFront({
    publicUrl,
    trustedProxyHops,
    mounts,
    // Whoever asks for a screen before there are any waits for them, a second or two.
    pages: (request, response) =>
      prepared.then(
        () => pages.getRequestHandler()(request, response),
        // What is wrong ends the process, below.
        () => response.destroy(),
      ),
  });
  // The engine calls its functions to the end: a step under way is finished.
  const drain = createDrain(runs.mounts.map(({ path }) => path));
  const server = await listen(settings, drain.around(front));
  opened.push(() => drain.close(server));
  opened.push(() => runs.stop());
  await Promise.all([prepared, runs.ready()]);
  platform.embedder.warmUp?.().catch((error) => logger.warn({ err: error }, "embedder.warm_up_failed"));
  const relay = startOutboxRelay({ database: storage.database, enqueue, logger });
  opened.push(() => relay.stop());
  const house = startHouseKeeping(platform);
  opened.push(() => house.stop());
  if (demo && demo.state !== "ready") {
    const running = runDemo(platform, demo);
    opened.push(() => running.stop());
  }
  opened.push(() => drain.begin());

  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `Firstline is ready at ${publicUrl} (${seconds} s)${signInUrl ? `. Sign in once with ${signInUrl}` : ""}`,
  );
}

main().catch((error: unknown) => {
  // Asked to end while starting, it stumbles over what is already closed.
  if (ending) return;
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
