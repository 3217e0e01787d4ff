import type { Prisma } from "../../../prisma/generated/client.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Calibration, Learned, Thresholds } from "./schema.ts";

/** By how much a workspace moves the thresholds; null where they are as they came. */
export async function findShift(tx: Transaction, workspaceId: string): Promise<Thresholds | null> {
  const row = await tx.searchCalibration.findUnique({
    where: { workspaceId },
    select: { answerShift: true, relatedShift: true },
  });
  return row && { answer: row.answerShift, related: row.relatedShift };
}

export async function findCalibration(tx: Transaction, workspaceId: string): Promise<Calibration | null> {
  const row = await tx.searchCalibration.findUnique({ where: { workspaceId } });
  return (
    row && {
      shift: { answer: row.answerShift, related: row.relatedShift },
      learned: row.learned as Learned,
      calibratedAt: row.calibratedAt,
    }
  );
}

export async function saveCalibration(
  tx: Transaction,
  workspaceId: string,
  { shift, learned, calibratedAt }: Calibration,
): Promise<void> {
  const data = {
    answerShift: shift.answer,
    relatedShift: shift.related,
    learned: learned as unknown as Prisma.InputJsonObject,
    calibratedAt,
  };
  await tx.searchCalibration.upsert({
    where: { workspaceId },
    create: { workspaceId, ...data },
    update: data,
  });
}

export async function deleteCalibration(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.searchCalibration.deleteMany({ where: { workspaceId } });
}

/** Passages in force of up to `documents` documents, up to `each` of one, spread evenly and the same each time. */
export async function samplePassages(
  tx: Transaction,
  workspaceId: string,
  { documents, each }: { documents: number; each: number },
): Promise<{ documentId: string; title: string; text: string; headingPath: string[] }[]> {
  return tx.$queryRaw`
    SELECT d.id AS "documentId", d.title, c.text, c.heading_path AS "headingPath"
    FROM (SELECT id, title, version_id, chunk_count FROM knowledge_document
      WHERE workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL AND chunk_count > 0
      ORDER BY md5(id::text) LIMIT ${documents}) d
    JOIN chunk c ON c.workspace_id = ${workspaceId}::uuid AND c.version_id = d.version_id AND NOT c.disabled
      AND c.ordinal % greatest(1, d.chunk_count / ${each}) = 0
    ORDER BY md5(c.id::text)`;
}
