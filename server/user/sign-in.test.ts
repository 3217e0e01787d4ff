import { describe, expect, it } from "vitest";
import type { DomainError } from "../errors.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { processorMs } from "../testing/processor-time.ts";
import { ensureAdmin } from "./ensure-admin.ts";
import { hashPassword } from "./hash-password.ts";
import { issueSignInLink } from "./issue-sign-in-link.ts";
import { showMember } from "./show-member.ts";
import { signInWithLink } from "./sign-in-with-link.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";
import { signOutUser } from "./sign-out-user.ts";
import { verifyPassword } from "./verify-password.ts";

async function admin(password?: string) {
  const { platform, workspaceId } = await testContext();
  const email = `${newId()}@example.com`;
  const input = { workspaceId, email, name: "Ada", ...(password === undefined ? {} : { password }) };
  const { userId } = await ensureAdmin({ platform, input });
  const peer = `2001:db8:${newId().slice(-4)}:${newId().slice(-4)}::1`;
  const signIn = (typed: string, typedEmail = email, from: string | undefined = peer) =>
    signInWithPassword({ platform, input: { email: typedEmail, password: typed, peer: from } });
  return { platform, workspaceId, email, userId, input, peer, signIn };
}

describe("signInWithPassword", () => {
  it("lets the right password in, however the address is capitalised", async () => {
    const { email, userId, workspaceId, signIn } = await admin("correct horse");
    expect(await signIn("correct horse", email.toUpperCase())).toMatchObject({
      userId,
      workspaceId,
      role: "admin",
    });
    expect(await signIn("Correct horse")).toBeNull();
    expect(await signIn("")).toBeNull();
  });

  it("reads every byte of a long password", async () => {
    const long = "x".repeat(200);
    const { signIn } = await admin(`${long}1`);
    expect(await signIn(`${long}2`)).toBeNull();
    expect(await signIn(`${long}1`)).not.toBeNull();
  });

  it("refuses an overlong password before hashing it", async () => {
    const { signIn } = await admin("correct horse");
    const refused = () =>
      expect(signIn("x".repeat(1_000_000))).rejects.toMatchObject({ code: "invalid_input" });
    expect(await processorMs(refused)).toBeLessThan(100);
  });

  it("stops at ten wrong passwords for an account, wherever they come from, and the right one with them", async () => {
    const { email, signIn } = await admin("correct horse");
    const from = (i: number) => `198.51.100.${i}`;
    const answers = await Promise.allSettled(
      Array.from({ length: 14 }, (_, i) => signIn("wrong", email, from(i + 1))),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(10);
    await expect(signIn("correct horse", email, from(99))).rejects.toSatisfy(
      (error: DomainError) => error.code === "rate_limited" && error.retryAfterSeconds! > 800,
    );
  });

  it("stops one address that tries one password on many accounts", async () => {
    const { signIn } = await admin("correct horse");
    const answers = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) => signIn("Summer2026!", `person${i}-${newId()}@example.com`)),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(30);
  });

  it("does not count what succeeded", async () => {
    const { signIn } = await admin("correct horse");
    for (let i = 0; i < 12; i++) expect(await signIn("correct horse")).not.toBeNull();
  });

  it("takes as long for an unknown account and for one without a password", async () => {
    const { signIn } = await admin();
    const passwordless = await admin();
    const hash = await hashPassword("correct horse");
    const attempts = {
      hash: () => verifyPassword(hash, "wrong"),
      unknown: () => signIn("wrong", `${newId()}@example.com`, undefined),
      without: () => passwordless.signIn("wrong"),
    };
    const fastest = { hash: Infinity, unknown: Infinity, without: Infinity };
    // In turns, and the fastest of each: a busy machine slows all of them.
    for (let round = 0; round < 9; round++)
      for (const [kind, attempt] of Object.entries(attempts) as [
        keyof typeof fastest,
        () => Promise<unknown>,
      ][]) {
        const begun = performance.now();
        expect(await attempt()).toBeFalsy();
        fastest[kind] = Math.min(fastest[kind], performance.now() - begun);
      }
    // Leaving the hash out would take a fraction of its time.
    expect(fastest.unknown).toBeGreaterThan(fastest.hash * 0.6);
    expect(fastest.without).toBeGreaterThan(fastest.hash * 0.6);
  });
});

describe("signInWithLink", () => {
  it("works once, for one of those who try together", async () => {
    const { platform, userId } = await admin();
    const { token } = await issueSignInLink({ platform, input: { userId } });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => signInWithLink({ platform, input: { token } })),
    );
    expect(answers.filter((member) => member?.userId === userId)).toHaveLength(1);
  });

  it("ends after 24 hours, and when another one is issued", async () => {
    const { platform, userId } = await admin();
    const first = await issueSignInLink({ platform, input: { userId } });
    const second = await issueSignInLink({ platform, input: { userId } });
    expect(await signInWithLink({ platform, input: first })).toBeNull();
    await platform.database.prisma
      .$executeRaw`UPDATE sign_in_link SET expires_at = expires_at - interval '24 hours 1 second' WHERE user_id = ${userId}::uuid`;
    expect(await signInWithLink({ platform, input: second })).toBeNull();
  });

  it("keeps no token", async () => {
    const { platform, userId } = await admin();
    const { token } = await issueSignInLink({ platform, input: { userId } });
    const row = await platform.database.prisma.signInLink.findFirstOrThrow({ where: { userId } });
    expect(Buffer.from(row.tokenHash).toString("latin1")).not.toContain(token);
    expect(row.tokenHash).toHaveLength(32);
  });
});

describe("showMember", () => {
  it("follows the rows: role at once, nothing after removal, sign-out or a new password", async () => {
    const { platform, userId, input, workspaceId } = await admin("correct horse");
    const { prisma } = platform.database;
    const before = (await signInWithPassword({
      platform,
      input: { email: input.email, password: "correct horse", peer: undefined },
    }))!;
    const show = () => showMember({ platform, input: { userId, sessionVersion: before.sessionVersion } });
    expect(await show()).toMatchObject({ role: "admin" });

    await prisma.membership.updateMany({ where: { userId }, data: { role: "agent" } });
    expect(await show()).toMatchObject({ role: "agent" });

    await ensureAdmin({ platform, input });
    expect(await show()).toMatchObject({ role: "admin" });
    await ensureAdmin({ platform, input: { ...input, password: "another horse" } });
    expect(await show()).toBeNull();

    const { sessionVersion } = (await signInWithPassword({
      platform,
      input: { email: input.email, password: "another horse", peer: undefined },
    }))!;
    const current = { platform, input: { userId, sessionVersion } };
    expect(await showMember(current)).not.toBeNull();
    await signOutUser({ platform, input: { userId } });
    expect(await showMember(current)).toBeNull();

    await prisma.membership.deleteMany({ where: { userId, workspaceId } });
    const { sessionVersion: latest } = await prisma.user.findUniqueOrThrow({ where: { id: userId } });
    expect(await showMember({ platform, input: { userId, sessionVersion: latest } })).toBeNull();
  });
});
