import { ensureApiKey } from "../api-key/ensure-api-key.ts";
import { SettingsError } from "../env.ts";
import type { Platform } from "../platform/platform.ts";
import { ensureAdmin } from "../user/ensure-admin.ts";
import { findAdmin } from "../user/find-admin.ts";
import { issueSignInLink } from "../user/issue-sign-in-link.ts";
import { emailSchema } from "../user/schema.ts";
import { ensureWorkspace, type OnWorkspaceCreated } from "../workspace/ensure-workspace.ts";

/**
 * What the environment asks of an installation, at every start: the first workspace, its admin and its API key. Repeating
 * it changes nothing unless the environment did. While no admin has a password it makes a sign-in link for one.
 * @param onWorkspaceCreated what a new workspace begins with, in the transaction that makes it
 * @throws SettingsError when FIRSTLINE_ADMIN_EMAIL cannot be signed in with
 */
export async function setUpInstallation(request: {
  platform: Platform;
  onWorkspaceCreated: OnWorkspaceCreated[];
}): Promise<{ workspaceId: string; created: boolean; signInUrl?: string }> {
  const { platform, onWorkspaceCreated } = request;
  const { admin, apiKey, publicUrl } = platform.settings;
  const { id: workspaceId, created } = await ensureWorkspace({
    platform,
    input: { slug: "main", name: "Main" },
    onWorkspaceCreated,
  });
  if (apiKey) await ensureApiKey({ platform, input: { workspaceId, key: apiKey } });
  if (admin) {
    const email = emailSchema.safeParse(admin.email);
    if (!email.success) throw new SettingsError("Set FIRSTLINE_ADMIN_EMAIL to one plain e-mail address.");
    const name = email.data.split("@")[0]!;
    await ensureAdmin({
      platform,
      input: { workspaceId, email: email.data, name, password: admin.password },
    });
    return { workspaceId, created };
  }

  const existing = await findAdmin({ platform, input: { workspaceId } });
  if (existing.anyHasPassword) return { workspaceId, created };
  const userId =
    existing.userId ??
    (await ensureAdmin({ platform, input: { workspaceId, email: "admin@localhost", name: "Admin" } })).userId;
  const { token } = await issueSignInLink({ platform, input: { userId } });
  return { workspaceId, created, signInUrl: `${publicUrl}/sign-in/link?token=${token}` };
}
