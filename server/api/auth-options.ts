import type { AuthOptions, User } from "next-auth";
import { DomainError, toDomainError } from "../errors.ts";
import type { Platform } from "../platform/platform.ts";
import type { Member } from "../user/schema.ts";
import { showMember } from "../user/show-member.ts";
import { signInWithLink } from "../user/sign-in-with-link.ts";
import { signInWithPassword } from "../user/sign-in-with-password.ts";
import { signOutUser } from "../user/sign-out-user.ts";
import { acceptInvitation } from "../user/team/accept-invitation.ts";
import { safeReturnPath } from "./same-origin.ts";
import { sessionTokenSchema, usesSecureCookies } from "./session-cookie.ts";

const sessionDays = 7;

type SignedIn = User & { sessionVersion: number };
type Fields = Record<string, string> | undefined;

/**
 * next-auth's configuration for one request.
 * @param onRefused hears why a sign-in could not be tried; next-auth itself carries nothing but a text
 */
export function authOptions(request: {
  platform: Platform;
  peer: string | undefined;
  onRefused: (error: DomainError) => void;
}): AuthOptions {
  const { platform, peer, onRefused } = request;
  const { publicUrl, authSecret } = platform.settings;

  const provider = (id: string, signIn: (fields: NonNullable<Fields>) => Promise<Member | null>) => ({
    id,
    name: id,
    type: "credentials" as const,
    credentials: {},
    async authorize(fields: Fields): Promise<User | null> {
      try {
        const member = await signIn(fields ?? {});
        return member && ({ id: member.userId, sessionVersion: member.sessionVersion } as SignedIn);
      } catch (error) {
        const reason = toDomainError(error);
        onRefused(reason);
        throw new Error(reason.code);
      }
    },
  });

  return {
    ...(authSecret ? { secret: authSecret } : {}),
    useSecureCookies: usesSecureCookies(publicUrl),
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      provider("credentials", ({ email, password }) => {
        if (typeof email !== "string" || typeof password !== "string")
          throw new DomainError("invalid_input", "Send an e-mail address and a password.");
        return signInWithPassword({ platform, input: { email, password, peer } });
      }),
      provider("link", ({ token }) => {
        if (typeof token !== "string") throw new DomainError("invalid_input", "Send the link's token.");
        return signInWithLink({ platform, input: { token } });
      }),
      provider("invitation", ({ token, name, password }) => {
        if (typeof token !== "string" || typeof name !== "string" || typeof password !== "string")
          throw new DomainError("invalid_input", "Send the invitation's token, a name and a password.");
        return acceptInvitation({ platform, input: { token, name, password, peer } });
      }),
    ],
    callbacks: {
      redirect: ({ url }) => new URL(safeReturnPath(url, publicUrl), publicUrl).href,
      async jwt({ token, user }) {
        if (user)
          return { sub: user.id, sessionVersion: (user as { sessionVersion?: number }).sessionVersion };
        const { sub: userId, sessionVersion } = sessionTokenSchema.parse(token);
        if (!(await showMember({ platform, input: { userId, sessionVersion } })))
          throw new Error("This session has ended.");
        return { sub: userId, sessionVersion };
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const { sub: userId, sessionVersion } = sessionTokenSchema.parse(token);
        if (await showMember({ platform, input: { userId, sessionVersion } }))
          await signOutUser({ platform, input: { userId } });
      },
    },
    logger: {
      error: (code) => platform.logger.debug({ code }, "auth.refused"),
      warn: (code) => platform.logger.debug({ code }, "auth.warned"),
      debug: () => {},
    },
  };
}
