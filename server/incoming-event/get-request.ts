import type { Context } from "../context.ts";
import { redactionOf } from "../endpoint/redaction/redaction.ts";
import { notFound } from "../errors.ts";
import { readRequest } from "./calls/store.ts";
import { redactCall } from "./redaction/redact-call.ts";
import type { WebhookRequest } from "./schema.ts";

/**
 * One HTTP call with its headers (credentials masked) and raw bytes, without the values of the fields that its endpoint
 * hides. Throws DomainError("not_found").
 */
export async function getRequest({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<WebhookRequest> {
  const stored = await readRequest(ctx.platform.database.prisma, ctx.workspaceId, id);
  if (!stored) throw notFound("request");
  const { isRedacted, endpoint, ...request } = stored;
  const hidden = redactCall(request, redactionOf(endpoint));
  if (!hidden) return { ...request, redacted: isRedacted ? forGood(request.body === null, []) : null };
  const { body, content, found } = hidden;
  const whole = body === null && content === null;
  if (!whole && found.length === 0) return { ...request, redacted: isRedacted ? forGood(false, []) : null };
  return { ...request, body, content, redacted: { fields: found, whole, forGood: isRedacted } };
}

const forGood = (whole: boolean, fields: string[]) => ({ fields, whole, forGood: true });
