import { z } from "zod";
import { replyText } from "../schema.ts";

/** What an agent asks of the model: how the draft is to be written anew. */
export const rewriteRequest = z.strictObject({
  /** The pending suggestion. */
  id: z.uuid(),
  instruction: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine((text) => !text.includes("\u0000") && text.isWellFormed(), "must be well-formed text"),
  /** The draft as the agent has edited it; left out, as it was drafted. */
  text: replyText.optional(),
});

/** A draft to be written anew; its id is its run's. */
export type Rewrite = {
  id: string;
  suggestionId: string;
  instruction: string;
  text: string;
  /** Why there is none; null while the model is at it, and when it is done. */
  error: string | null;
  createdAt: Date;
};
