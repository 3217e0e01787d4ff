import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { Sealed } from "../platform/sealed-secrets.ts";
import type { SecretDescription, SecretOwner } from "./schema.ts";

const ofOwner = (workspaceId: string, owner: SecretOwner) => ({
  workspaceId,
  ownerKind: owner.kind,
  ownerId: owner.id,
  slot: owner.slot,
});

export async function insertSecret(
  tx: Transaction,
  workspaceId: string,
  owner: SecretOwner,
  secret: { sealed: Sealed; last4: string; createdAt: Date },
): Promise<string> {
  const id = newId();
  await tx.secret.create({
    data: {
      ...ofOwner(workspaceId, owner),
      id,
      keyId: secret.sealed.keyId,
      nonce: Uint8Array.from(secret.sealed.nonce),
      ciphertext: Uint8Array.from(secret.sealed.ciphertext),
      last4: secret.last4,
      createdAt: secret.createdAt,
    },
  });
  return id;
}

/** Leaves at most one secret of the owner, the newest, and that one only until `until`. */
export async function retireSecrets(
  tx: Transaction,
  workspaceId: string,
  owner: SecretOwner,
  until: Date | null,
): Promise<void> {
  const where = ofOwner(workspaceId, owner);
  if (until) {
    await tx.secret.deleteMany({ where: { ...where, expiresAt: { not: null } } });
    await tx.secret.updateMany({ where, data: { expiresAt: until } });
  } else await tx.secret.deleteMany({ where });
}

/** Forgets every secret of the owner, whatever its slot. */
export async function removeSecretsOf(
  tx: Transaction,
  workspaceId: string,
  owner: Omit<SecretOwner, "slot">,
): Promise<void> {
  await tx.secret.deleteMany({ where: { workspaceId, ownerKind: owner.kind, ownerId: owner.id } });
}

/** Sealed secrets that have not expired at `at`, newest first. */
export async function readSealedSecrets(tx: Transaction, workspaceId: string, owner: SecretOwner, at: Date) {
  return tx.secret.findMany({
    where: { ...ofOwner(workspaceId, owner), OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] },
    orderBy: { id: "desc" },
    select: { id: true, keyId: true, nonce: true, ciphertext: true, expiresAt: true },
  });
}

export async function readDescriptions(
  tx: Transaction,
  workspaceId: string,
  owner: { kind: SecretOwner["kind"]; ids: string[]; slot?: string },
  at: Date,
): Promise<(SecretDescription & { ownerId: string })[]> {
  return tx.secret.findMany({
    where: {
      workspaceId,
      ownerKind: owner.kind,
      ownerId: { in: owner.ids },
      ...(owner.slot !== undefined && { slot: owner.slot }),
      OR: [{ expiresAt: null }, { expiresAt: { gt: at } }],
    },
    orderBy: { id: "desc" },
    select: {
      id: true,
      ownerId: true,
      slot: true,
      last4: true,
      createdAt: true,
      expiresAt: true,
      lastMatchedAt: true,
    },
  });
}

export async function writeMatch(tx: Transaction, workspaceId: string, id: string, at: Date): Promise<void> {
  await tx.secret.updateMany({ where: { workspaceId, id }, data: { lastMatchedAt: at } });
}

/** Every secret in force of the workspace but the short-lived tokens of providers, newest first. */
export async function readAllDescriptions(
  tx: Transaction,
  workspaceId: string,
  at: Date,
): Promise<(SecretDescription & { ownerKind: string; ownerId: string; slot: string })[]> {
  return tx.secret.findMany({
    where: {
      workspaceId,
      slot: { not: "access-token" },
      OR: [{ expiresAt: null }, { expiresAt: { gt: at } }],
    },
    orderBy: { id: "desc" },
    select: {
      id: true,
      ownerKind: true,
      ownerId: true,
      slot: true,
      last4: true,
      createdAt: true,
      expiresAt: true,
      lastMatchedAt: true,
    },
  });
}

export async function removeSecret(
  tx: Transaction,
  workspaceId: string,
  owner: SecretOwner,
  id: string,
): Promise<void> {
  await tx.secret.deleteMany({ where: { ...ofOwner(workspaceId, owner), id } });
}

/** Secrets of every workspace that a master key has sealed. */
export async function readSealedWith(tx: Transaction, keyId: string, take: number) {
  return tx.secret.findMany({ where: { keyId }, take, orderBy: { id: "asc" } });
}

/** Changes what a secret is sealed with, unless somebody else has changed it meanwhile. */
export async function replaceSealed(
  tx: Transaction,
  row: { workspaceId: string; id: string; keyId: string },
  sealed: Sealed,
): Promise<void> {
  await tx.secret.updateMany({
    where: { workspaceId: row.workspaceId, id: row.id, keyId: row.keyId },
    data: {
      keyId: sealed.keyId,
      nonce: Uint8Array.from(sealed.nonce),
      ciphertext: Uint8Array.from(sealed.ciphertext),
    },
  });
}
