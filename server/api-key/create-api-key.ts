import { randomBytes } from "node:crypto";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { hashApiKey } from "./rules.ts";
import type { NewApiKey } from "./schema.ts";
import { insertApiKey } from "./store.ts";

/**
 * Makes a key of 256 random bits.
 * @returns its id, and the key itself, which nobody can read again
 */
export async function createApiKey(request: {
  ctx: Context;
  input: NewApiKey;
}): Promise<{ id: string; key: string }> {
  const { ctx, input } = request;
  const key = `flk_${randomBytes(32).toString("base64url")}`;
  const id = newId();
  const { name, role } = input;
  const last4 = key.slice(-4);
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    const createdAt = ctx.now();
    const { workspaceId } = ctx;
    await insertApiKey(tx, { id, workspaceId, name, role, hash: hashApiKey(key), last4, createdAt });
    await recordAudit(tx, {
      ctx,
      action: "api_key.created",
      subjectKind: "api_key",
      subjectId: id,
      after: { name, role, last4 },
    });
    await recordChange(tx, ctx.workspaceId, "setting", id);
  });
  return { id, key };
}
