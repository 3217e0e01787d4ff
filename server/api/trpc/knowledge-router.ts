import { z } from "zod";
import { deleteDocument } from "../../knowledge/delete-document.ts";
import { getDocument } from "../../knowledge/get-document.ts";
import { getVersionText } from "../../knowledge/get-version-text.ts";
import { listDocuments } from "../../knowledge/list-documents.ts";
import { listPassages } from "../../knowledge/list-passages.ts";
import { retryDocument } from "../../knowledge/retry-document.ts";
import { searchSchema } from "../../knowledge/schema.ts";
import { searchKnowledge } from "../../knowledge/search-knowledge.ts";
import { pageInput } from "../../platform/page.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const knowledgeRouter = router({
  list: procedure("knowledge:read")
    .input(pageInput)
    .query(({ ctx, input }) => listDocuments({ ctx, input })),
  show: procedure("knowledge:read")
    .input(byId)
    .query(({ ctx, input }) => getDocument({ ctx, input })),
  /** The text of one version, also of a superseded one and of a deleted document: citations lead here. */
  text: procedure("knowledge:read")
    .input(z.strictObject({ versionId: z.uuid() }))
    .query(({ ctx, input }) => getVersionText({ ctx, input })),
  search: procedure("knowledge:read")
    .input(searchSchema)
    .query(({ ctx, input }) => searchKnowledge({ ctx, input })),
  passages: procedure("knowledge:read")
    .input(z.strictObject({ versionId: z.uuid() }))
    .query(({ ctx, input }) => listPassages({ ctx, input })),
  retry: procedure("knowledge:manage")
    .input(byId)
    .mutation(({ ctx, input }) => retryDocument({ ctx, input })),
  delete: procedure("knowledge:manage")
    .input(byId)
    .mutation(({ ctx, input }) => deleteDocument({ ctx, input })),
});
