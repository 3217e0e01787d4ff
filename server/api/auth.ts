import { type Context, makeContext } from "../context.ts";
import { currentPlatform } from "../platform/current-platform.ts";
import type { Member } from "../user/schema.ts";
import { showMember } from "../user/show-member.ts";
import { readSessionToken } from "./session-cookie.ts";

/** A signed-in person, as the rows say at this moment, and the context their verbs run in. */
export type Caller = { ctx: Context; member: Member };

/** Who a Cookie header signs in. Nothing is cached: whoever is demoted or removed is so with their next request. */
export async function authenticateCookie(cookieHeader: string | null): Promise<Caller | null> {
  const platform = currentPlatform();
  const token = await readSessionToken(cookieHeader, platform.settings);
  if (!token) return null;
  const { sub: userId, sessionVersion } = token;
  const member = await showMember({ platform, input: { userId, sessionVersion } });
  if (!member) return null;
  const actor = { kind: "user", id: member.userId, name: member.name } as const;
  return { member, ctx: makeContext(platform, member.workspaceId, actor) };
}

/** Who sends this request, for route handlers; null when nobody is signed in. */
export function authenticate(request: Request): Promise<Caller | null> {
  return authenticateCookie(request.headers.get("cookie"));
}

/** Who looks at this page, for server components; null when nobody is signed in. */
export async function auth(): Promise<Caller | null> {
  // Next's own module works inside Next only, and this file also serves edges that run without it.
  const { headers } = await import("next/headers");
  return authenticateCookie((await headers()).get("cookie"));
}
