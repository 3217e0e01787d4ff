import { z } from "zod";
import { createApiKey } from "../../../api-key/create-api-key.ts";
import { listApiKeys } from "../../../api-key/list-api-keys.ts";
import { revokeApiKey } from "../../../api-key/revoke-api-key.ts";
import { newApiKeySchema } from "../../../api-key/schema.ts";
import { roleSchema } from "../../../user/schema.ts";
import { isoTime, isoTimeOrNull, time, uuid } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

const apiKey = z.object({
  id: uuid,
  name: z.string(),
  role: roleSchema,
  last4: z.string(),
  created_at: time,
  last_used_at: time.nullable(),
  revoked_at: time.nullable(),
});

export const apiKeyRoutes = [
  route({
    method: "POST",
    path: "/api-keys",
    permission: "api-key:manage",
    summary: "Make an API key; the key is answered here, this once.",
    status: 201,
    body: newApiKeySchema,
    response: z.object({ id: uuid, key: z.string() }),
    run: ({ ctx, body }) => createApiKey({ ctx, input: body }),
  }),
  route({
    method: "GET",
    path: "/api-keys",
    permission: "api-key:manage",
    summary: "List the API keys by their last four characters, newest first.",
    status: 200,
    response: z.object({ data: z.array(apiKey), next_cursor: z.null() }),
    run: async ({ ctx }) => ({
      data: (await listApiKeys({ ctx })).map((key) => ({
        id: key.id,
        name: key.name,
        role: key.role,
        last4: key.last4,
        created_at: isoTime(key.createdAt),
        last_used_at: isoTimeOrNull(key.lastUsedAt),
        revoked_at: isoTimeOrNull(key.revokedAt),
      })),
      next_cursor: null,
    }),
  }),
  route({
    method: "DELETE",
    path: "/api-keys/{id}",
    permission: "api-key:manage",
    summary: "Revoke an API key at once.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => revokeApiKey({ ctx, input: params }),
  }),
];
