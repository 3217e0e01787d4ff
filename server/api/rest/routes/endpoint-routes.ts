import { z } from "zod";
import { createEndpoint } from "../../../endpoint/create-endpoint.ts";
import { getEndpoint } from "../../../endpoint/get-endpoint.ts";
import { guardsSchema } from "../../../endpoint/guards/schema.ts";
import { listEndpoints } from "../../../endpoint/list-endpoints.ts";
import { mappingSchema } from "../../../endpoint/mapping/schema.ts";
import { createEndpointInput, type Endpoint, updateEndpointInput } from "../../../endpoint/schema.ts";
import { updateEndpoint } from "../../../endpoint/update-endpoint.ts";
import { isoTime, isoTimeOrNull, listOf, pageOf, pageQuery, time, toList, uuid } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

const endpoint = z.object({
  id: uuid,
  key: z.string(),
  /** The address a sender posts to; schemes that sign the URL sign this one. */
  url: z.string(),
  name: z.string(),
  source: z.string(),
  verification: z.looseObject({ scheme: z.string() }),
  unverified: z.boolean(),
  mapping: mappingSchema.nullable(),
  guards: guardsSchema,
  enabled: z.boolean(),
  secrets: z.array(
    z.object({
      id: uuid,
      last4: z.string(),
      created_at: time,
      expires_at: time.nullable(),
      last_matched_at: time.nullable(),
    }),
  ),
  created_at: time,
  updated_at: time,
});

const describe = (row: Endpoint): z.input<typeof endpoint> => ({
  id: row.id,
  key: row.key,
  url: row.url,
  name: row.name,
  source: row.source,
  verification: row.verification,
  unverified: row.unverified,
  mapping: row.mapping,
  guards: row.guards,
  enabled: row.enabled,
  secrets: row.secrets.map((secret) => ({
    id: secret.id,
    last4: secret.last4,
    created_at: isoTime(secret.createdAt),
    expires_at: isoTimeOrNull(secret.expiresAt),
    last_matched_at: isoTimeOrNull(secret.lastMatchedAt),
  })),
  created_at: isoTime(row.createdAt),
  updated_at: isoTime(row.updatedAt),
});

export const endpointRoutes = [
  route({
    method: "POST",
    path: "/endpoints",
    permission: "endpoint:manage",
    summary: "Make an endpoint; a secret that Firstline generates is answered here, this once.",
    status: 201,
    body: createEndpointInput,
    response: endpoint.extend({ secret: z.string().optional() }),
    async run({ ctx, body }) {
      const made = await createEndpoint({ ctx, input: body });
      return {
        ...describe(made.endpoint),
        ...(made.generatedSecret !== null && { secret: made.generatedSecret }),
      };
    },
  }),
  route({
    method: "GET",
    path: "/endpoints",
    permission: "endpoint:read",
    summary: "List the endpoints, newest first.",
    status: 200,
    query: z.object(pageQuery),
    response: listOf(endpoint),
    run: async ({ ctx, query }) => toList(await listEndpoints({ ctx, input: pageOf(query) }), describe),
  }),
  route({
    method: "GET",
    path: "/endpoints/{id}",
    permission: "endpoint:read",
    summary: "Show an endpoint.",
    status: 200,
    params: idParams,
    response: endpoint,
    run: async ({ ctx, params }) => describe(await getEndpoint({ ctx, input: params })),
  }),
  route({
    method: "PATCH",
    path: "/endpoints/{id}",
    permission: "endpoint:manage",
    summary: "Change an endpoint; a new secret keeps the old one valid for old_secret_valid_hours.",
    status: 200,
    params: idParams,
    body: updateEndpointInput,
    response: endpoint,
    run: async ({ ctx, params, body }) =>
      describe(await updateEndpoint({ ctx, input: { ...body, ...params } })),
  }),
];
