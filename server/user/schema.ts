import { z } from "zod";
import type { WorkspaceId } from "../context.ts";
import { isEmailAddress } from "./rules.ts";

export const roleSchema = z.enum(["agent", "admin"]);
export type Role = z.infer<typeof roleSchema>;

export const localeSchema = z.enum(["en", "zh-CN"]);
export type Locale = z.infer<typeof localeSchema>;

/** Longer ones are refused before anything is hashed. */
export const maxPasswordLength = 1024;

export const emailSchema = z
  .string()
  .refine(isEmailAddress, "Write one plain e-mail address.")
  .transform((email) => email.toLowerCase());

/** A person at work in a workspace, as the rows say at this moment. */
export type Member = {
  userId: string;
  email: string;
  name: string;
  locale: Locale | null;
  role: Role;
  sessionVersion: number;
  workspaceId: WorkspaceId;
  workspaceName: string;
};
