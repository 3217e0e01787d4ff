import type { SecretDescription, SecretOwner } from "../secret/schema.ts";
import type { Endpoint, StoredVerification } from "./schema.ts";
import type { EndpointRow } from "./store.ts";
import type { VerificationInput } from "./verification/schema.ts";

export const verificationSlot = "verification";

export const verificationSecretOf = (endpointId: string): SecretOwner => ({
  kind: "endpoint",
  id: endpointId,
  slot: verificationSlot,
});

export function endpointUrl(publicUrl: string, key: string): string {
  return `${publicUrl}/api/webhook/v1/${key}`;
}

/** What is asked for on top of what is stored: options are merged while the scheme stays, and dropped when it changes. */
export function mergeVerification(
  stored: StoredVerification,
  change: { scheme?: string | undefined } & Record<string, unknown>,
): VerificationInput {
  const scheme = change.scheme ?? stored.scheme;
  return { ...(scheme === stored.scheme ? stored : {}), ...change, scheme };
}

export function describeEndpoint(
  row: EndpointRow,
  secrets: SecretDescription[],
  publicUrl: string,
): Endpoint {
  return {
    ...row,
    url: endpointUrl(publicUrl, row.key),
    unverified: row.verification.scheme === "none",
    secrets,
  };
}
