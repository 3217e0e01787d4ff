import type { z } from "zod";
import type { Context } from "../context.ts";
import { type Page, readCursor, toPage } from "../platform/page.ts";
import { describeSecrets } from "../secret/describe-secrets.ts";
import { describeEndpoint, verificationSlot } from "./rules.ts";
import { type Endpoint, listEndpointsInput } from "./schema.ts";
import { pageOfEndpoints } from "./store.ts";

/** Newest first. Throws DomainError("invalid_input") for a foreign cursor. */
export async function listEndpoints({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof listEndpointsInput>;
}): Promise<Page<Endpoint>> {
  const { cursor, limit } = listEndpointsInput.parse(input);
  const { prisma } = ctx.platform.database;
  const page = { beforeId: readCursor(cursor), take: limit + 1 };
  const { data, nextCursor } = toPage(await pageOfEndpoints(prisma, ctx.workspaceId, page), limit);
  const owners = { kind: "endpoint" as const, ids: data.map((row) => row.id), slot: verificationSlot };
  const secrets = await describeSecrets(prisma, { ctx, owners });
  const { publicUrl } = ctx.platform.settings;
  return { data: data.map((row) => describeEndpoint(row, secrets.get(row.id) ?? [], publicUrl)), nextCursor };
}
