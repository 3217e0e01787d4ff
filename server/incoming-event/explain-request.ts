import type { Context } from "../context.ts";
import { readOtherSecrets } from "../endpoint/receiving/read-other-secrets.ts";
import { findReceivingEndpoint } from "../endpoint/receiving/receiving-endpoint.ts";
import { explainRefusal } from "../endpoint/verification/explain.ts";
import { type Hint, hint } from "../endpoint/verification/hint.ts";
import { notFound } from "../errors.ts";
import { isInForce } from "../secret/rules.ts";
import { headerValues } from "./reception/arrival.ts";
import { judgeCall } from "./reception/judge-call.ts";
import { readOriginal } from "./refused/read-original.ts";
import { readCall } from "./refused/store.ts";

const credentialReasons = /^(missing_credential|no_secret_configured|signature_|timestamp_|token_)/;

/**
 * What an admin can mend so that a refused call would be taken, most telling first; empty where nothing more is known than
 * its reason. Found when it is asked for, never while the caller waits. Throws DomainError("not_found").
 */
export async function explainRequest({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<Hint[]> {
  const call = await readCall(ctx.platform.database.prisma, ctx.workspaceId, id);
  if (!call) throw notFound("request");
  const { body, reason } = call;
  if (call.verdict !== "rejected" || !body || call.redacted || call.count > 1) return [];
  const endpoint = await findReceivingEndpoint(ctx.platform, call.endpointKey, { olderThanMs: 0 });
  if (!endpoint) return [];
  const arrival = readOriginal(ctx, { ...call, body });
  if (!credentialReasons.test(reason ?? "")) {
    // What was read from it did not do; with another mapping it may.
    const judgement = call.method === "POST" ? await judgeCall(ctx, endpoint, arrival) : null;
    return judgement?.kind === "events" ? [hint("accepted_now")] : [];
  }
  const { method, url, headers, receivedAt: at } = arrival;
  const { expired, others } = await readOtherSecrets(ctx, endpoint);
  return explainRefusal({
    scheme: endpoint.scheme,
    schemeName: endpoint.schemeName,
    options: endpoint.options,
    request: { method, url: ctx.platform.settings.publicUrl + url, headers: headerValues(headers), body },
    at,
    secrets: endpoint.secrets.filter((secret) => isInForce(secret, at)),
    expired,
    others,
  });
}
