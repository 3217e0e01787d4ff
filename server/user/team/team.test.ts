import { describe, expect, it } from "vitest";
import { type Context, makeContext } from "../../context.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { changePassword } from "../change-password.ts";
import { ensureAdmin } from "../ensure-admin.ts";
import { listOwnWorkspaces } from "../list-own-workspaces.ts";
import { renameWorkspace } from "../rename-workspace.ts";
import { showMember } from "../show-member.ts";
import { signInWithPassword } from "../sign-in-with-password.ts";
import { switchWorkspace } from "../switch-workspace.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { changeRole } from "./change-role.ts";
import { inviteMember } from "./invite-member.ts";
import { listInvitations } from "./list-invitations.ts";
import { listTeam } from "./list-team.ts";
import { removeMember } from "./remove-member.ts";
import { showInvitation } from "./show-invitation.ts";
import { withdrawInvitation } from "./withdraw-invitation.ts";

const peer = undefined;

/** A workspace with an admin, and the context the admin acts in. */
async function team() {
  const { platform, workspaceId } = await testContext();
  const email = `${newId()}@example.com`;
  const input = { workspaceId, email, name: "Mira", password: "correct horse" };
  const { userId } = await ensureAdmin({ platform, input });
  const ctx: Context = makeContext(platform, workspaceId, { kind: "user", id: userId, name: "Mira" });
  return { ctx, platform, workspaceId, userId, email };
}

async function invite(ctx: Context, email = `${newId()}@example.com`, role: "agent" | "admin" = "agent") {
  const { id, url } = await inviteMember({ ctx, input: { email, role } });
  return { id, email, token: new URL(url).searchParams.get("token")! };
}

async function join(ctx: Context, role: "agent" | "admin" = "agent", password = "a new password") {
  const { email, token } = await invite(ctx, undefined, role);
  const { platform } = ctx;
  const member = await acceptInvitation({ platform, input: { token, name: "Noor", password, peer } });
  return { ...member!, email };
}

const actions = async (ctx: Context) =>
  (
    await ctx.platform.database.prisma.auditEntry.findMany({
      where: { workspaceId: ctx.workspaceId },
      orderBy: { id: "asc" },
    })
  ).map((entry) => entry.action);

describe("an invitation", () => {
  it("lets one person in, once, with the name and password they choose", async () => {
    const { ctx, platform, workspaceId } = await team();
    const { email, token } = await invite(ctx);
    expect(await showInvitation({ platform, input: { token } })).toEqual({
      workspaceName: "Test",
      email,
      known: false,
    });
    const input = { token, name: " Noor ", password: "a new password", peer };
    const results = await Promise.allSettled([
      acceptInvitation({ platform, input }),
      acceptInvitation({ platform, input }),
    ]);
    const joined = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(joined).toMatchObject([{ email, name: "Noor", role: "agent", workspaceId }]);
    expect(await showInvitation({ platform, input: { token } })).toBeNull();
    await expect(acceptInvitation({ platform, input })).rejects.toMatchObject({ code: "not_found" });
    const again = { email, password: "a new password", peer };
    expect(await signInWithPassword({ platform, input: again })).toMatchObject({ email });
    expect(await actions(ctx)).toEqual(["member.invite", "member.join"]);
  });

  it.each([
    ["no name", " ", "a new password"],
    ["a short password", "Noor", "seven77"],
    ["an endless password", "Noor", "x".repeat(2000)],
  ])("is not used up by %s", async (_, name, password) => {
    const { ctx, platform } = await team();
    const { token } = await invite(ctx);
    await expect(
      acceptInvitation({ platform, input: { token, name, password, peer } }),
    ).rejects.toMatchObject({ code: "invalid_input" });
    expect(await showInvitation({ platform, input: { token } })).not.toBeNull();
  });

  it("does not open an account that is in use elsewhere", async () => {
    const [here, there] = [await team(), await team()];
    const { platform } = here;
    const { token } = await invite(here.ctx, there.email);
    expect(await showInvitation({ platform, input: { token } })).toMatchObject({ known: true });
    const attempt = (password: string) =>
      acceptInvitation({ platform, input: { token, name: "Thief", password, peer } });
    expect(await attempt("chosen by a thief")).toBeNull();
    const credentials = { email: there.email, password: "chosen by a thief", peer };
    expect(await signInWithPassword({ platform, input: credentials })).toBeNull();
    expect(await attempt("correct horse")).toMatchObject({
      userId: there.userId,
      name: "Mira",
      role: "agent",
      workspaceId: here.workspaceId,
    });
  });

  it("ends when it is withdrawn, made anew, or seven days old", async () => {
    const { ctx, platform } = await team();
    const [first, old] = [await invite(ctx), await invite(ctx)];
    await withdrawInvitation({ ctx, input: { id: first.id } });
    const second = await invite(ctx, old.email);
    expect((await listInvitations({ ctx })).map(({ id }) => id)).toEqual([second.id]);
    for (const { token } of [first, old])
      expect(await showInvitation({ platform, input: { token } })).toBeNull();
    const { prisma } = platform.database;
    await prisma.invitation.updateMany({ where: { id: second.id }, data: { expiresAt: new Date() } });
    expect(await showInvitation({ platform, input: { token: second.token } })).toBeNull();
    const elsewhere = await team();
    await expect(withdrawInvitation({ ctx: elsewhere.ctx, input: { id: second.id } })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is refused to somebody who is in the team", async () => {
    const { ctx, email } = await team();
    await expect(invite(ctx, email)).rejects.toMatchObject({ code: "already_member" });
  });
});

describe("somebody in the team", () => {
  it("is out at once when removed, and may start anew when invited again", async () => {
    const { ctx, platform } = await team();
    const { userId, sessionVersion, email } = await join(ctx);
    await removeMember({ ctx, input: { userId } });
    expect(await showMember({ platform, input: { userId, sessionVersion } })).toBeNull();
    const credentials = { email, password: "a new password", peer };
    expect(await signInWithPassword({ platform, input: credentials })).toBeNull();
    const { token } = await invite(ctx, email);
    const input = { token, name: "Noor again", password: "another password", peer };
    expect(await acceptInvitation({ platform, input })).toMatchObject({ userId, name: "Noor again" });
    expect(await showMember({ platform, input: { userId, sessionVersion } })).toBeNull();
  });

  it("is signed out by a demotion and not by a promotion", async () => {
    const { ctx, platform } = await team();
    const { userId, sessionVersion } = await join(ctx);
    await changeRole({ ctx, input: { userId, role: "admin" } });
    expect(await showMember({ platform, input: { userId, sessionVersion } })).toMatchObject({
      role: "admin",
    });
    await changeRole({ ctx, input: { userId, role: "agent" } });
    expect(await showMember({ platform, input: { userId, sessionVersion } })).toBeNull();
    expect((await listTeam({ ctx })).map(({ role }) => role)).toEqual(["admin", "agent"]);
  });

  it("cannot be the last admin and go", async () => {
    const { ctx, userId } = await team();
    const demote = () => changeRole({ ctx, input: { userId, role: "agent" } });
    await expect(demote()).rejects.toMatchObject({ code: "last_admin" });
    await expect(removeMember({ ctx, input: { userId } })).rejects.toMatchObject({ code: "last_admin" });
    const second = await join(ctx, "admin");
    const both = await Promise.allSettled([
      demote(),
      changeRole({ ctx, input: { userId: second.userId, role: "agent" } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listTeam({ ctx })).filter(({ role }) => role === "admin")).toHaveLength(1);
  });

  it("of another workspace is nobody here", async () => {
    const [here, there] = [await team(), await team()];
    const { userId } = await join(there.ctx);
    await expect(removeMember({ ctx: here.ctx, input: { userId } })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(changeRole({ ctx: here.ctx, input: { userId, role: "admin" } })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a person in two workspaces", () => {
  it("works in the one they chose, and back in the other when removed from it", async () => {
    const [first, second] = [await team(), await team()];
    const { platform, userId } = first;
    const { token } = await invite(second.ctx, first.email);
    await acceptInvitation({ platform, input: { token, name: "", password: "correct horse", peer } });
    const now = () => showMember({ platform, input: { userId, sessionVersion: 2 } });
    // The password of the environment's admin raised the version once.
    expect(await now()).toMatchObject({ workspaceId: second.workspaceId, role: "agent" });
    await switchWorkspace({ ctx: first.ctx, input: { id: first.workspaceId } });
    expect(await now()).toMatchObject({ workspaceId: first.workspaceId, role: "admin" });
    expect(await listOwnWorkspaces({ ctx: first.ctx })).toMatchObject([{ id: expect.any(String) }, {}]);
    await expect(
      switchWorkspace({ ctx: first.ctx, input: { id: (await team()).workspaceId } }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what a person changes of their own", () => {
  it("asks for the current password and then ends every session", async () => {
    const { ctx, platform, userId, email } = await team();
    const { sessionVersion } = (await signInWithPassword({
      platform,
      input: { email, password: "correct horse", peer },
    }))!;
    await expect(
      changePassword({ ctx, input: { current: "guessed", next: "battery staple" } }),
    ).rejects.toMatchObject({ code: "wrong_password" });
    await changePassword({ ctx, input: { current: "correct horse", next: "battery staple" } });
    expect(await showMember({ platform, input: { userId, sessionVersion } })).toBeNull();
    const input = { email, password: "battery staple", peer };
    expect(await signInWithPassword({ platform, input })).not.toBeNull();
  });

  it("stops somebody who guesses at an unlocked screen", async () => {
    const { ctx } = await team();
    const guess = () => changePassword({ ctx, input: { current: "guessed", next: "battery staple" } });
    for (let tries = 0; tries < 10; tries++)
      await expect(guess()).rejects.toMatchObject({ code: "wrong_password" });
    await expect(guess()).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("renames the workspace, once in the audit", async () => {
    const { ctx, platform, workspaceId } = await team();
    for (const name of ["售后", "售后"]) await renameWorkspace({ ctx, input: { name } });
    const { prisma } = platform.database;
    expect(await prisma.workspace.findUnique({ where: { id: workspaceId } })).toMatchObject({ name: "售后" });
    expect(await actions(ctx)).toEqual(["workspace.rename"]);
  });
});
