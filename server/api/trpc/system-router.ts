import { z } from "zod";
import { overviewSecrets } from "../../channel/overview-secrets.ts";
import { countWaiting } from "../../delivery/count-waiting.ts";
import { readHealth } from "../../platform/read-health.ts";
import { serviceName, tryService } from "../../platform/try-service.ts";
import { procedure, router } from "./trpc.ts";

/** The host of an address, which is all that is shown of it. */
const hostOf = (url: string | undefined) => (url ? new URL(url).host : null);

/** What the installation stands on. Names and hosts only: keys and whole addresses stay in the environment. */
export const systemRouter = router({
  services: procedure("system:read").query(({ ctx: { platform } }) => {
    const { settings, embedder } = platform;
    return {
      database: { embedded: !settings.databaseUrl, host: hostOf(settings.databaseUrl) },
      model: { name: settings.model ?? null, host: hostOf(settings.openai.baseUrl) },
      embedding: { name: embedder.model, builtIn: !settings.embedding },
      supabase: settings.supabase ? { host: hostOf(settings.supabase.url) } : null,
      publicUrl: settings.publicUrl,
      allowPrivateHosts: settings.allowPrivateHosts,
    };
  }),
  health: procedure("system:read").query(async ({ ctx }) => ({
    ...(await readHealth(ctx.platform)),
    waiting: await countWaiting({ ctx }),
  })),
  test: procedure("system:read")
    .input(z.strictObject({ service: serviceName }))
    .mutation(({ ctx, input }) => tryService(ctx.platform, input.service)),
  secrets: procedure("secret:read").query(({ ctx }) => overviewSecrets({ ctx })),
});
