import type { Context } from "../../context.ts";
import { deleteSecrets } from "../../secret/delete-secrets.ts";
import { openSecrets } from "../../secret/open-secrets.ts";
import { putSecret } from "../../secret/put-secret.ts";
import type { TokenCache } from "../kinds/token-cache.ts";
import { tokenOf } from "../rules.ts";

/** The provider's token, sealed beside the secret it was fetched with. */
export function tokenCache(ctx: Context, channelId: string): TokenCache {
  const { prisma } = ctx.platform.database;
  const owner = tokenOf(channelId);
  return {
    async read() {
      const [kept] = await openSecrets(prisma, { ctx, owner });
      if (!kept) return undefined;
      const { token, until } = JSON.parse(kept.value) as { token: string; until: string };
      return ctx.now() < new Date(until) ? token : undefined;
    },
    async save(token, validSeconds) {
      const until = new Date(ctx.now().getTime() + validSeconds * 1000);
      await prisma.$transaction(async (tx) => {
        await deleteSecrets(tx, { ctx, owner });
        await putSecret(tx, { ctx, owner, value: JSON.stringify({ token, until }), shownAs: token });
      });
    },
  };
}
