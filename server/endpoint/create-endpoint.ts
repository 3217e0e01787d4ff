import { randomBytes } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { recordChange } from "../platform/changes.ts";
import { newId } from "../platform/ids.ts";
import { newSigningSecret } from "../platform/new-signing-secret.ts";
import { describeSecrets } from "../secret/describe-secrets.ts";
import { putSecret } from "../secret/put-secret.ts";
import { presets, sourceOfScheme } from "./presets/presets.ts";
import { refuseNeeded } from "./redaction/refuse-needed.ts";
import { describeEndpoint, verificationSecretOf, verificationSlot } from "./rules.ts";
import { createEndpointInput, type Endpoint } from "./schema.ts";
import { insertEndpoint } from "./store.ts";
import { secretText, verificationInput } from "./verification/schema.ts";
import { schemes } from "./verification/schemes.ts";

/**
 * Makes an endpoint. Where the scheme leaves the secret to us and none is given, one is made and answered here, this once.
 * Throws ZodError for input that the contract does not allow, DomainError("conflict") when the key is taken.
 */
export async function createEndpoint({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof createEndpointInput>;
}): Promise<{ endpoint: Endpoint; generatedSecret: string | null }> {
  const { key, name, source, mapping, verification, guards = {} } = createEndpointInput.parse(input);
  const { secret: givenSecret, ...stored } = verificationOf(source, verification);
  const generatedSecret = givenSecret === undefined ? newSecret(stored.scheme) : undefined;
  const secret = givenSecret ?? generatedSecret;
  const from = source ?? sourceOfScheme(stored.scheme);
  refuseNeeded(guards, { source: from, mapping: mapping ?? null });
  const id = newId();
  const now = ctx.now();

  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const row = await insertEndpoint(tx, ctx.workspaceId, {
      id,
      key,
      name,
      source: from,
      verification: stored,
      mapping: mapping ?? null,
      guards,
      createdAt: now,
      updatedAt: now,
    });
    if (secret !== undefined)
      await putSecret(tx, { ctx, owner: verificationSecretOf(id), ...secretText(secret) });
    await recordAudit(tx, {
      ctx,
      action: "endpoint.create",
      subjectKind: "endpoint",
      subjectId: id,
      after: { key, name, source: row.source, verification: stored, mapping: row.mapping, guards },
    });
    await recordChange(tx, ctx.workspaceId, "setting", id);
    const owners = { kind: "endpoint" as const, ids: [id], slot: verificationSlot };
    const secrets = (await describeSecrets(tx, { ctx, owners })).get(id) ?? [];
    return {
      endpoint: describeEndpoint(row, secrets, ctx.platform.settings.publicUrl),
      generatedSecret: generatedSecret ?? null,
    };
  });
}

const complete = z.object({ verification: verificationInput });

/** What is asked for, with the scheme and options of the source's preset where no scheme is named. */
function verificationOf(source: string | undefined, asked: Record<string, unknown> | undefined) {
  const preset = source === undefined ? undefined : presets.get(source);
  const named = asked?.scheme !== undefined || !preset;
  const verification = named ? asked : { ...preset.options, ...asked, scheme: preset.scheme };
  return complete.parse({ verification }).verification;
}

/** A secret of our own making, where the sender takes one. */
function newSecret(scheme: string): string | undefined {
  const form = schemes.get(scheme)?.ourSecret;
  if (form === "whsec") return newSigningSecret();
  return form === "text" ? randomBytes(32).toString("hex") : undefined;
}
