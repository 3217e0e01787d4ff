import { type Context, makeContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { Platform } from "../platform/platform.ts";
import type { Role } from "../user/schema.ts";
import { hashApiKey, isUseWorthNoting, readBearer } from "./rules.ts";
import { findByHash, noteUse } from "./store.ts";

/**
 * Who calls, by the key of the Authorization header; found by its hash, so that nothing is compared byte by byte.
 * @throws DomainError `missing_credential` without a key, `token_mismatch` for an unknown or revoked one
 */
export async function authenticateApiKey(call: {
  platform: Platform;
  request: Request;
}): Promise<{ ctx: Context; role: Role }> {
  const { platform, request } = call;
  const key = readBearer(request.headers.get("authorization"));
  if (!key) throw new DomainError("missing_credential", "Send an API key: Authorization: Bearer <API key>.");
  const { prisma } = platform.database;
  const found = await findByHash(prisma, hashApiKey(key));
  if (!found || found.revokedAt)
    throw new DomainError("token_mismatch", "This API key is unknown or has been revoked.");
  const now = new Date();
  if (isUseWorthNoting(found.lastUsedAt, now)) await noteUse(prisma, found.workspaceId, found.id, now);
  const actor = { kind: "apiKey", id: found.id, name: found.name } as const;
  return { ctx: makeContext(platform, found.workspaceId, actor), role: found.role };
}
