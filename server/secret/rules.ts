import type { SecretOwner } from "./schema.ts";

/** The associated data a secret is sealed with: moved to another row, it does not open. */
export function sealingContext(workspaceId: string, owner: SecretOwner): string {
  return `${workspaceId}/${owner.kind}/${owner.id}/${owner.slot}`;
}

/** The last four characters, unless they would give away a third of the secret or more. */
export function lastFour(secret: string): string {
  return secret.length > 12 ? secret.slice(-4) : "";
}

/** Whether a secret still verifies at `at`. */
export function isInForce(secret: { expiresAt: Date | null }, at: Date): boolean {
  return secret.expiresAt === null || secret.expiresAt > at;
}
