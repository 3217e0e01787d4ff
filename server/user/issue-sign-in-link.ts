import { randomBytes } from "node:crypto";
import type { Platform } from "../platform/platform.ts";
import { hashSignInToken } from "./rules.ts";
import { replaceSignInLink } from "./store.ts";

const signInLinkHours = 24;

/**
 * Makes a token that signs the person in once, within 24 hours; an earlier unused one stops working. Only its SHA-256 is
 * kept. Opening the link does not use it up, the click on its page does: scanners open links too.
 * @returns the token, 256 random bits in base64url
 */
export async function issueSignInLink(request: {
  platform: Platform;
  input: { userId: string };
}): Promise<{ token: string; expiresAt: Date }> {
  const { platform, input } = request;
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + signInLinkHours * 3_600_000);
  await platform.database.prisma.$transaction((tx) =>
    replaceSignInLink(tx, { tokenHash: hashSignInToken(token), userId: input.userId, expiresAt }),
  );
  return { token, expiresAt };
}
