import type { Platform } from "../platform/platform.ts";
import { adminWithPasswordExists, findFirstAdmin } from "./store.ts";

/** The workspace's first admin, if any, and whether some admin can sign in with a password. */
export async function findAdmin(request: {
  platform: Platform;
  input: { workspaceId: string };
}): Promise<{ userId: string | null; anyHasPassword: boolean }> {
  const { prisma } = request.platform.database;
  const { workspaceId } = request.input;
  return {
    userId: await findFirstAdmin(prisma, workspaceId),
    anyHasPassword: await adminWithPasswordExists(prisma, workspaceId),
  };
}
