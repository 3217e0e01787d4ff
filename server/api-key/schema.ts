import { z } from "zod";
import { roleSchema } from "../user/schema.ts";
import { environmentKeyName } from "./rules.ts";

export const newApiKeySchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((name) => name !== environmentKeyName, "This name belongs to the key of the environment."),
  role: roleSchema,
});
export type NewApiKey = z.infer<typeof newApiKeySchema>;

/** A key as it may be shown: never the key itself nor its hash. */
export type ApiKeyView = {
  id: string;
  name: string;
  role: z.infer<typeof roleSchema>;
  last4: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};
