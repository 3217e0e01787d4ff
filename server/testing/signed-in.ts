import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { Context } from "../context.ts";
import { readSettings } from "../env.ts";
import { newId } from "../platform/ids.ts";
import type { Platform } from "../platform/platform.ts";
import { register } from "../platform/registry.ts";
import type { Role } from "../user/schema.ts";
import { testPlatform } from "./context.ts";

/** A platform with what the edges need, registered as this process's own, as server/main.ts does. */
export function edgePlatform(ports: Partial<Platform> = {}, env: Record<string, string> = {}): Platform {
  const settings = readSettings({
    PORT: "3999",
    FIRSTLINE_LOG_LEVEL: "silent",
    NEXTAUTH_SECRET: "a secret of the tests alone",
    ...env,
  });
  return register("platform", testPlatform({ settings, ...ports }));
}

/** The cookie header of somebody whose sign-in token says this. */
export async function sessionCookie(
  platform: Platform,
  token: Record<string, unknown>,
  secret = platform.settings.authSecret!,
): Promise<string> {
  return `next-auth.session-token=${await encode({ token, secret })}`;
}

/** A new person of this role, in the context's workspace, and the cookie their browser would send. */
export async function signedIn(
  ctx: Pick<Context, "platform" | "workspaceId">,
  role: Role,
): Promise<{ userId: string; email: string; cookie: string }> {
  const userId = newId();
  const email = `${randomUUID()}@example.com`;
  const createdAt = new Date();
  const { prisma } = ctx.platform.database;
  await prisma.user.create({ data: { id: userId, email, name: "Ada", createdAt } });
  await prisma.membership.create({ data: { workspaceId: ctx.workspaceId, userId, role, createdAt } });
  return { userId, email, cookie: await sessionCookie(ctx.platform, { sub: userId, sessionVersion: 1 }) };
}
