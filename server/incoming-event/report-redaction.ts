import type { Context } from "../context.ts";
import { getEndpoint } from "../endpoint/get-endpoint.ts";
import { type NeededField, neededFields } from "../endpoint/redaction/needed-fields.ts";
import { redactionOf } from "../endpoint/redaction/redaction.ts";
import { pageOfRequests } from "./calls/store.ts";
import { redactCall } from "./redaction/redact-call.ts";
import { readStoredCalls } from "./redaction/store.ts";

export type RedactionReport = {
  /** How many of the newest accepted calls were looked at. */
  looked: number;
  /** For each redacted field, in how many of them it stood. */
  fields: { path: string; found: number }[];
  /** What cannot be redacted, and where it is read from. */
  needed: NeededField[];
};

const newest = 20;

/** Whether what an endpoint hides is there at all: a path that was mistyped hides nothing. Throws DomainError("not_found"). */
export async function reportRedaction({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { id: string };
}): Promise<RedactionReport> {
  const { prisma } = ctx.platform.database;
  const endpoint = await getEndpoint({ ctx, input: { id } });
  const needed = neededFields(endpoint);
  const redaction = redactionOf(endpoint);
  if (!redaction) return { looked: 0, fields: [], needed };
  const filter = { endpointId: id, verdict: "accepted" as const };
  const page = await pageOfRequests(prisma, ctx.workspaceId, filter, { beforeId: undefined, take: newest });
  const calls = await readStoredCalls(
    prisma,
    id,
    page.map((call) => call.id),
  );
  const readable = calls.flatMap((call) => redactCall(call, redaction) ?? []);
  const fields = redaction.fields.map((path) => ({
    path,
    found: readable.filter(({ found }) => found.includes(path)).length,
  }));
  return { looked: readable.length, fields, needed };
}
