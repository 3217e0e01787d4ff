import { Prisma } from "../../prisma/generated/client.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../platform/database.ts";
import type { Guards } from "./guards/schema.ts";
import type { Mapping } from "./mapping/schema.ts";
import type { StoredVerification } from "./schema.ts";

const fields = {
  id: true,
  key: true,
  name: true,
  source: true,
  verification: true,
  mapping: true,
  guards: true,
  enabled: true,
  createdAt: true,
  updatedAt: true,
} as const;

export type EndpointRow = {
  id: string;
  key: string;
  name: string;
  source: string;
  verification: StoredVerification;
  mapping: Mapping | null;
  guards: Guards;
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
};

type Read = Omit<EndpointRow, "verification" | "mapping" | "guards"> & {
  verification: Prisma.JsonValue;
  mapping: Prisma.JsonValue | null;
  guards: Prisma.JsonValue;
};

const toRow = (row: Read): EndpointRow => ({
  ...row,
  verification: row.verification as StoredVerification,
  mapping: row.mapping as Mapping | null,
  guards: row.guards as Guards,
});

const json = (value: Mapping | null) => (value === null ? Prisma.DbNull : (value as Prisma.InputJsonObject));

/** Throws DomainError("conflict") when the key is taken, whoever has it. */
export async function insertEndpoint(
  tx: Transaction,
  workspaceId: string,
  row: Omit<EndpointRow, "enabled">,
): Promise<EndpointRow> {
  try {
    const created = await tx.endpoint.create({
      data: {
        ...row,
        workspaceId,
        verification: row.verification as Prisma.InputJsonObject,
        mapping: json(row.mapping),
      },
      select: fields,
    });
    return toRow(created);
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", `The key "${row.key}" is taken; choose another one.`, {
        cause: error,
      });
    throw error;
  }
}

export async function readEndpoint(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<EndpointRow | null> {
  const row = await tx.endpoint.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: fields,
  });
  return row && toRow(row);
}

export async function readEndpointByKey(
  tx: Transaction,
  key: string,
): Promise<(EndpointRow & { workspaceId: string }) | null> {
  const row = await tx.endpoint.findUnique({ where: { key }, select: { ...fields, workspaceId: true } });
  return row && { ...toRow(row), workspaceId: row.workspaceId };
}

export async function changeEndpoint(
  tx: Transaction,
  workspaceId: string,
  id: string,
  set: Pick<EndpointRow, "name" | "source" | "enabled" | "verification" | "mapping" | "guards" | "updatedAt">,
): Promise<EndpointRow> {
  const row = await tx.endpoint.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      ...set,
      verification: set.verification as Prisma.InputJsonObject,
      mapping: json(set.mapping),
    },
    select: fields,
  });
  return toRow(row);
}

export async function pageOfEndpoints(
  tx: Transaction,
  workspaceId: string,
  page: { beforeId: string | undefined; take: number },
): Promise<EndpointRow[]> {
  const rows = await tx.endpoint.findMany({
    where: { workspaceId, ...(page.beforeId ? { id: { lt: page.beforeId } } : {}) },
    orderBy: { id: "desc" },
    take: page.take,
    select: fields,
  });
  return rows.map(toRow);
}

/** The oldest endpoint for a sender's calls that is open. */
export async function endpointOfSource(
  tx: Transaction,
  workspaceId: string,
  source: string,
): Promise<{ key: string; name: string } | null> {
  return tx.endpoint.findFirst({
    where: { workspaceId, source, enabled: true },
    orderBy: { id: "asc" },
    select: { key: true, name: true },
  });
}

/** The names of endpoints. */
export async function endpointNames(
  tx: Transaction,
  workspaceId: string,
  ids: string[],
): Promise<{ id: string; name: string }[]> {
  return tx.endpoint.findMany({ where: { workspaceId, id: { in: ids } }, select: { id: true, name: true } });
}

export async function readRetentions(tx: Transaction): Promise<{ id: string; days: number }[]> {
  return tx.$queryRaw<{ id: string; days: number }[]>`
    SELECT id, (guards->>'retention_days')::int AS days FROM endpoint WHERE guards->>'retention_days' IS NOT NULL`;
}

/** The endpoints, of every workspace, that hide fields. */
export async function readRedacting(tx: Transaction): Promise<(EndpointRow & { workspaceId: string })[]> {
  const ids = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM endpoint WHERE guards ? 'redacted_fields'`;
  if (ids.length === 0) return [];
  const where = { id: { in: ids.map(({ id }) => id) } };
  const rows = await tx.endpoint.findMany({ where, select: { ...fields, workspaceId: true } });
  return rows.map((row) => ({ ...toRow(row), workspaceId: row.workspaceId }));
}
