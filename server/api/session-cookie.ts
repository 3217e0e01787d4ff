import { decode } from "next-auth/jwt";
import { z } from "zod";

/** Cookies are Secure, and named so that the browser insists on it, exactly when the world reaches us by https. */
export const usesSecureCookies = (publicUrl: string): boolean => publicUrl.startsWith("https:");

const sessionCookieName = (publicUrl: string) =>
  `${usesSecureCookies(publicUrl) ? "__Secure-" : ""}next-auth.session-token`;

/** What a sign-in token says: who, and which of their selves. What they may do is read from the rows. */
export const sessionTokenSchema = z.object({ sub: z.uuid(), sessionVersion: z.int() });
export type SessionToken = z.infer<typeof sessionTokenSchema>;

function decodeValue(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The cookies of a Cookie header (RFC 6265 §4.2), values percent-decoded as next-auth encodes them. */
export function readCookies(header: string | null): Record<string, string> {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim().split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([name, value]) => [name, decodeValue(value ?? "")]));
}

/** The token of the session cookie; null when there is none, or it is expired, forged or made for something else. */
export async function readSessionToken(
  cookieHeader: string | null,
  settings: { publicUrl: string; authSecret: string | undefined },
): Promise<SessionToken | null> {
  const token = readCookies(cookieHeader)[sessionCookieName(settings.publicUrl)];
  if (!token || !settings.authSecret) return null;
  const payload = await decode({ token, secret: settings.authSecret }).catch(() => null);
  return sessionTokenSchema.safeParse(payload).data ?? null;
}
