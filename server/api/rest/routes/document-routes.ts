import { z } from "zod";
import { DomainError } from "../../../errors.ts";
import { addDocument } from "../../../knowledge/add-document.ts";
import { addLink } from "../../../knowledge/add-link.ts";
import { deleteDocument } from "../../../knowledge/delete-document.ts";
import { getDocument } from "../../../knowledge/get-document.ts";
import { getFile } from "../../../knowledge/get-file.ts";
import { listDocuments } from "../../../knowledge/list-documents.ts";
import {
  addLinkSchema,
  type DocumentSummary,
  documentChanges,
  maxDocumentBytes,
  metadataSchema,
} from "../../../knowledge/schema.ts";
import { updateDocument } from "../../../knowledge/update-document.ts";
import { uploadVersion } from "../../../knowledge/upload-version.ts";
import { isoTime, listOf, metadata, pageOf, pageQuery, time, toList, uuid } from "../answer-schemas.ts";
import { fileRoute, idParams, route } from "../route.ts";

const document = z.object({
  id: uuid,
  title: z.string(),
  filename: z.string(),
  media_type: z.string(),
  metadata,
  status: z.enum(["queued", "parsing", "embedding", "ready", "failed"]),
  /** Why it failed, in a sentence. */
  error: z.string().optional(),
  /** The page it is read from. */
  source_url: z.string().optional(),
  chunks: z.int(),
  version: z.int(),
  created_at: time,
  updated_at: time,
});

const describe = (row: DocumentSummary): z.input<typeof document> => ({
  id: row.id,
  title: row.title,
  filename: row.filename,
  media_type: row.mediaType,
  metadata: row.metadata,
  status: row.status,
  ...(row.error !== null && { error: row.error }),
  ...(row.sourceUrl !== null && { source_url: row.sourceUrl }),
  chunks: row.chunks,
  version: row.version,
  created_at: isoTime(row.createdAt),
  updated_at: isoTime(row.updatedAt),
});

const upload = z.strictObject({
  file: z.file("must be a file"),
  title: z.string().trim().min(1).max(300).optional(),
  metadata: z
    .string()
    .transform((text, refused) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        refused.addIssue({ code: "custom", message: "is not valid JSON" });
        return z.NEVER;
      }
    })
    .pipe(metadataSchema)
    .optional(),
});

const newVersion = z.strictObject({ file: z.file("must be a file") });

async function bytesOf(file: File) {
  if (file.size > maxDocumentBytes)
    throw new DomainError("payload_too_large", "A document may have at most 20 MB.");
  return {
    filename: file.name,
    ...(file.type && { mediaType: file.type }),
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
}

export const documentRoutes = [
  route({
    method: "POST",
    path: "/documents",
    permission: "knowledge:manage",
    summary:
      "Take a file into the knowledge base (PDF, .docx, .xlsx, CSV, HTML, Markdown, text, or a ZIP of these, 20 MB); metadata is a flat JSON object.",
    status: 202,
    body: upload,
    bodyKind: "multipart",
    response: z.object({ id: uuid }),
    run: async ({ ctx, body }) => {
      const { file, title, metadata } = body;
      const input = {
        ...(await bytesOf(file)),
        ...(title !== undefined && { title }),
        ...(metadata !== undefined && { metadata }),
      };
      return { id: (await addDocument({ ctx, input })).id };
    },
  }),
  route({
    method: "GET",
    path: "/documents",
    permission: "knowledge:read",
    summary: "List the documents, newest first.",
    status: 200,
    query: z.object(pageQuery),
    response: listOf(document),
    run: async ({ ctx, query }) => toList(await listDocuments({ ctx, input: pageOf(query) }), describe),
  }),
  route({
    method: "GET",
    path: "/documents/{id}",
    permission: "knowledge:read",
    summary: "Show a document; with text=1 also its text, into which start and end count UTF-16 units.",
    status: 200,
    params: idParams,
    query: z.object({ text: z.enum(["0", "1"]).optional() }),
    response: document.extend({ text: z.string().nullable().optional() }),
    run: async ({ ctx, params, query }) => {
      const { text, ...row } = await getDocument({ ctx, input: { ...params, text: query.text === "1" } });
      return { ...describe(row), ...(text !== undefined && { text }) };
    },
  }),
  route({
    method: "POST",
    path: "/links",
    permission: "knowledge:manage",
    summary:
      "Take a page of the web, or every page that a sitemap names, into the knowledge base, where its robots.txt allows it.",
    status: 202,
    body: addLinkSchema,
    response: z.object({ id: uuid }),
    run: async ({ ctx, body }) => ({ id: (await addLink({ ctx, input: body })).id }),
  }),
  route({
    method: "POST",
    path: "/documents/{id}/versions",
    permission: "knowledge:manage",
    summary: "Take a newer file for a document; it replaces the one in force once it is indexed.",
    status: 202,
    params: idParams,
    body: newVersion,
    bodyKind: "multipart",
    response: z.object({ version: z.int() }),
    run: async ({ ctx, params, body }) => ({
      version: (await uploadVersion({ ctx, input: { ...params, ...(await bytesOf(body.file)) } })).number,
    }),
  }),
  route({
    method: "PATCH",
    path: "/documents/{id}",
    permission: "knowledge:manage",
    summary: "Change a document's title or its metadata.",
    status: 200,
    params: idParams,
    body: documentChanges,
    response: document,
    run: async ({ ctx, params, body }) =>
      describe(await updateDocument({ ctx, input: { ...params, ...body } })),
  }),
  fileRoute({
    path: "/documents/{id}/file",
    permission: "knowledge:read",
    summary: "The file a document was read from; of an older version with version=<its id>.",
    params: idParams,
    query: z.object({ version: z.uuid().optional() }),
    run: ({ ctx, params, query }) =>
      getFile({ ctx, input: { ...params, ...(query.version && { versionId: query.version }) } }),
  }),
  route({
    method: "DELETE",
    path: "/documents/{id}",
    permission: "knowledge:manage",
    summary: "Take a document out of the knowledge base.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => deleteDocument({ ctx, input: params }),
  }),
];
