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

/** What a person chooses; the one of the environment is asked for as much. */
export const newPasswordSchema = z.string().min(8).max(maxPasswordLength);

export const personNameSchema = z.string().trim().min(1).max(100);

export const newInvitationSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export type NewInvitation = z.infer<typeof newInvitationSchema>;

/** An invitation nobody has taken yet; expired ones too, until they are withdrawn or made anew. */
export type OpenInvitation = { id: string; email: string; role: Role; createdAt: Date; expiresAt: Date };

/** Somebody of the team as the others see them. */
export type TeamMember = { userId: string; name: string; email: string; role: Role; joinedAt: Date };

/** A workspace the person belongs to. */
export type OwnWorkspace = { id: string; name: string; role: Role; current: boolean };

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
