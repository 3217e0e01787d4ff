import type { Transaction } from "../../platform/database.ts";
import type { Heading } from "../chunk-text.ts";
import type { KeptFile, Layout } from "../schema.ts";

type Scope = { workspaceId: string; documentId: string; versionId: string };
type Extracted = { text: string; headings: Heading[]; layout?: Layout };

const packHeadings = (headings: Heading[]) => headings.map(({ level, start, end }) => [level, start, end]);

/**
 * Adds the next version of a document, whose row it locks; two uploads at once become two versions. It comes with its file,
 * with the text somebody made of another version's, or with neither: then it is fetched.
 */
export async function insertVersion(
  tx: Transaction,
  row: Scope & {
    file?: KeptFile;
    revision?: Extracted & { basedOn: string };
    layout?: Layout;
    now: Date;
  },
): Promise<{ number: number }> {
  const { workspaceId, documentId, versionId: id, file, revision, now } = row;
  await tx.$executeRaw`
    SELECT 1 FROM knowledge_document WHERE workspace_id = ${workspaceId}::uuid AND id = ${documentId}::uuid FOR UPDATE`;
  const newest = await tx.documentVersion.aggregate({
    where: { workspaceId, documentId },
    _max: { number: true },
  });
  const number = (newest._max.number ?? 0) + 1;
  const layout = revision?.layout ?? row.layout;
  await tx.documentVersion.create({
    data: {
      ...{ workspaceId, id, documentId, number, createdAt: now },
      ...file,
      ...(revision && {
        text: revision.text,
        headings: packHeadings(revision.headings),
        basedOn: revision.basedOn,
      }),
      ...(layout && { layout }),
    },
  });
  return { number };
}

/** What a version is read from; null when the document was deleted meanwhile. */
export async function findOriginal(tx: Transaction, scope: Scope) {
  const found = await tx.documentVersion.findFirst({
    where: {
      workspaceId: scope.workspaceId,
      documentId: scope.documentId,
      id: scope.versionId,
      document: { deletedAt: null },
    },
    select: {
      original: true,
      filePath: true,
      sha256: true,
      text: true,
      layout: true,
      cancelledAt: true,
      document: {
        select: { title: true, filename: true, mediaType: true, sourceUrl: true, metadata: true },
      },
    },
  });
  return found && { ...found, layout: (found.layout ?? {}) as Layout };
}

/** The file a version was read from: its own, or that of the version it was made from. */
export async function findFile(tx: Transaction, workspaceId: string, versionId: string) {
  let id: string | null = versionId;
  // Each was made from an older one.
  while (id !== null) {
    const found: {
      original: Uint8Array<ArrayBuffer> | null;
      filePath: string | null;
      sha256: Uint8Array<ArrayBuffer> | null;
      basedOn: string | null;
      documentId: string;
    } | null = await tx.documentVersion.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: { original: true, filePath: true, sha256: true, basedOn: true, documentId: true },
    });
    if (!found) return null;
    if (found.original || found.filePath !== null) return found;
    id = found.basedOn;
  }
  return null;
}

export async function saveOriginal(tx: Transaction, scope: Scope, file: KeptFile): Promise<void> {
  await tx.documentVersion.update({
    where: { workspaceId_id: { workspaceId: scope.workspaceId, id: scope.versionId } },
    data: file,
  });
}

/** Where the files of a workspace are kept that are not in its rows. */
export async function pathsOfFiles(tx: Transaction, workspaceId: string): Promise<string[]> {
  const rows = await tx.documentVersion.findMany({
    where: { workspaceId, filePath: { not: null } },
    select: { filePath: true },
  });
  return rows.flatMap(({ filePath }) => filePath ?? []);
}

/** The extracted text of a version, also of superseded ones and of deleted documents: citations point there. */
export async function findVersionText(tx: Transaction, workspaceId: string, versionId: string) {
  const row = await tx.documentVersion.findUnique({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    select: {
      documentId: true,
      number: true,
      text: true,
      headings: true,
      layout: true,
      basedOn: true,
      cancelledAt: true,
      document: { select: { title: true, mediaType: true, deletedAt: true, versionId: true } },
    },
  });
  if (!row || row.text === null) return null;
  const headings = (row.headings as [number, number, number][]).map(
    ([level, start, end]): Heading => ({ level, start, end }),
  );
  return { ...row, text: row.text, headings, layout: (row.layout ?? {}) as Layout };
}

export async function saveExtractedText(tx: Transaction, scope: Scope, extracted: Extracted): Promise<void> {
  await tx.documentVersion.update({
    where: { workspaceId_id: { workspaceId: scope.workspaceId, id: scope.versionId } },
    data: {
      text: extracted.text,
      headings: packHeadings(extracted.headings),
      layout: extracted.layout ?? {},
    },
  });
}

export async function newestVersion(
  tx: Transaction,
  workspaceId: string,
  documentId: string,
): Promise<string> {
  const { id } = await tx.documentVersion.findFirstOrThrow({
    where: { workspaceId, documentId },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  return id;
}

/** Stops the reading of a version, or lets it go on. */
export async function setCancelled(
  tx: Transaction,
  workspaceId: string,
  versionId: string,
  at: Date | null,
): Promise<void> {
  await tx.documentVersion.update({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    data: { cancelledAt: at },
  });
}

export async function isCancelled(tx: Transaction, workspaceId: string, versionId: string): Promise<boolean> {
  const row = await tx.documentVersion.findUnique({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    select: { cancelledAt: true },
  });
  return row?.cancelledAt !== null;
}
