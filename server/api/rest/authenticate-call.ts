import { authenticateApiKey } from "../../api-key/authenticate-api-key.ts";
import type { Context } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import type { Platform } from "../../platform/platform.ts";
import { authenticate } from "../auth.ts";
import { isAllowed, type Permission } from "../permissions.ts";
import { isSameOrigin } from "../same-origin.ts";

/**
 * Who calls, when they may: by API key, or from one of our own pages by the session (the upload of documents).
 * @throws DomainError `missing_credential`, `token_mismatch`, `forbidden`
 */
export async function authenticateCall(
  platform: Platform,
  request: Request,
  permission: Permission,
): Promise<Context> {
  const person = request.headers.has("authorization") ? null : await authenticate(request);
  if (person && request.method !== "GET" && !isSameOrigin(request.headers, platform.settings.publicUrl))
    throw new DomainError("forbidden", "This page may not do that.");
  const caller = person
    ? { ctx: person.ctx, role: person.member.role }
    : await authenticateApiKey({ platform, request });
  if (!isAllowed(caller.role, permission))
    throw new DomainError(
      "forbidden",
      `This takes the permission ${permission}, which your role does not have.`,
    );
  return caller.ctx;
}
