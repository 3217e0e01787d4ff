import { z } from "zod";
import { DomainError } from "../../../errors.ts";
import { addDocument } from "../../../knowledge/add-document.ts";
import { deleteDocument } from "../../../knowledge/delete-document.ts";
import { getDocument } from "../../../knowledge/get-document.ts";
import { listDocuments } from "../../../knowledge/list-documents.ts";
import { type DocumentSummary, maxDocumentBytes, metadataSchema } from "../../../knowledge/schema.ts";
import { isoTime, listOf, metadata, pageOf, pageQuery, time, toList, uuid } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

const document = z.object({
  id: uuid,
  title: z.string(),
  filename: z.string(),
  media_type: z.string(),
  metadata,
  status: z.enum(["queued", "parsing", "embedding", "ready", "failed"]),
  /** Why it failed, in a sentence. */
  error: z.string().optional(),
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

export const documentRoutes = [
  route({
    method: "POST",
    path: "/documents",
    permission: "knowledge:manage",
    summary:
      "Take a file into the knowledge base (PDF, .docx, .xlsx, CSV, HTML, Markdown or text, 20 MB); metadata is a flat JSON object.",
    status: 202,
    body: upload,
    bodyKind: "multipart",
    response: z.object({ id: uuid }),
    run: async ({ ctx, body }) => {
      const { file, title, metadata } = body;
      if (file.size > maxDocumentBytes)
        throw new DomainError("payload_too_large", "A document may have at most 20 MB.");
      const bytes = new Uint8Array(await file.arrayBuffer());
      const input = {
        filename: file.name,
        ...(file.type && { mediaType: file.type }),
        bytes,
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
    method: "DELETE",
    path: "/documents/{id}",
    permission: "knowledge:manage",
    summary: "Take a document out of the knowledge base.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => deleteDocument({ ctx, input: params }),
  }),
];
