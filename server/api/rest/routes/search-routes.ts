import { z } from "zod";
import { searchSchema } from "../../../knowledge/schema.ts";
import { searchKnowledge } from "../../../knowledge/search-knowledge.ts";
import { uuid } from "../answer-schemas.ts";
import { route } from "../route.ts";

const passage = z.object({
  document_id: uuid,
  version_id: uuid,
  title: z.string(),
  chunk_id: uuid,
  text: z.string(),
  start: z.int(),
  end: z.int(),
  heading_path: z.array(z.string()),
  score: z.number(),
  /** Its document is for the team alone. */
  internal: z.boolean(),
});

export const searchRoutes = [
  route({
    method: "POST",
    path: "/search",
    permission: "knowledge:read",
    summary: "Find the passages that answer a question, best first.",
    status: 200,
    body: searchSchema.strict(),
    response: z.object({
      passages: z.array(passage),
      /** Whether they answer it, are worth reading, or tell nothing about it. */
      outcome: z.enum(["answer", "related", "unknown"]),
    }),
    run: async ({ ctx, body }) => {
      const { passages, outcome } = await searchKnowledge({
        ctx,
        input: { ...body, asked: { origin: "api" } },
      });
      return {
        passages: passages.map((found) => ({
          document_id: found.documentId,
          version_id: found.versionId,
          title: found.title,
          chunk_id: found.chunkId,
          text: found.text,
          start: found.start,
          end: found.end,
          heading_path: found.headingPath,
          score: found.score,
          internal: found.internal,
        })),
        outcome,
      };
    },
  }),
];
