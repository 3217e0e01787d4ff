import { currentPlatform } from "../platform/current-platform.ts";
import { showInvitation } from "../user/team/show-invitation.ts";

/** What an invitation's link offers, for its page; null for a link that cannot be used (any more). */
export function readInvitation(token: string): ReturnType<typeof showInvitation> {
  return showInvitation({ platform: currentPlatform(), input: { token } });
}
