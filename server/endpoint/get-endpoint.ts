import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { describeSecrets } from "../secret/describe-secrets.ts";
import { describeEndpoint, verificationSlot } from "./rules.ts";
import type { Endpoint } from "./schema.ts";
import { readEndpoint } from "./store.ts";

/** Throws DomainError("not_found"). */
export async function getEndpoint({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<Endpoint> {
  const { prisma } = ctx.platform.database;
  const row = await readEndpoint(prisma, ctx.workspaceId, id);
  if (!row) throw notFound("endpoint");
  const owners = { kind: "endpoint" as const, ids: [id], slot: verificationSlot };
  const secrets = (await describeSecrets(prisma, { ctx, owners })).get(id) ?? [];
  return describeEndpoint(row, secrets, ctx.platform.settings.publicUrl);
}
