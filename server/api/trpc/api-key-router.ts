import { z } from "zod";
import { createApiKey } from "../../api-key/create-api-key.ts";
import { listApiKeys } from "../../api-key/list-api-keys.ts";
import { revokeApiKey } from "../../api-key/revoke-api-key.ts";
import { newApiKeySchema } from "../../api-key/schema.ts";
import { procedure, router } from "./trpc.ts";

export const apiKeyRouter = router({
  list: procedure("api-key:manage").query(({ ctx }) => listApiKeys({ ctx })),
  /** Answers the key itself, this once. */
  create: procedure("api-key:manage")
    .input(newApiKeySchema)
    .mutation(({ ctx, input }) => createApiKey({ ctx, input })),
  revoke: procedure("api-key:manage")
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => revokeApiKey({ ctx, input })),
});
